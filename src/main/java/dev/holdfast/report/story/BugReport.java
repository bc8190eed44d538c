package dev.holdfast.report.story;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.measure.Witness;
import java.util.ArrayList;
import java.util.List;

/** A story as Markdown that can be pasted into a tracker: what a backend wrote stands in fences. */
final class BugReport {

  private static final String FENCE = "```";

  private BugReport() {}

  static List<String> lines(Alike alike, Anomaly anomaly, String run) {
    Witness witness = alike.first();
    Tale tale = Tale.of(witness);
    List<String> lines = new ArrayList<>();
    lines.add("## " + anomaly.id() + ": " + AnomalyMeaning.of(anomaly));
    lines.add("");
    lines.add("Seen in " + alike.count() + (alike.count() == 1 ? " session" : " sessions") + ".");
    lines.add("");
    lines.add(FENCE);
    lines.add(fenced("run       " + run + ", scenario " + witness.scenario()));
    lines.add(fenced("what      " + tale.sentence()));
    for (Finding finding : witness.findings()) {
      lines.add(fenced("owed      " + Tale.spoken(finding.owed())));
      lines.add(fenced("came      " + Tale.spoken(finding.came())));
    }
    lines.add(FENCE);
    lines.add("");
    lines.add("What happened, timed from the loss of the connection on:");
    lines.add("");
    lines.add(FENCE);
    for (Course.Step step : Course.of(witness.timeline()).steps()) {
      lines.add(fenced(step.when() + "  " + step.way().words() + ": " + step.text()));
    }
    lines.add(FENCE);
    return lines;
  }

  private static String fenced(String text) {
    return text.replace('`', '\'');
  }
}
