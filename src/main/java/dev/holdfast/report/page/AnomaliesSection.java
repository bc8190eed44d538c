package dev.holdfast.report.page;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Witness;
import dev.holdfast.report.story.AnomalyMeaning;
import dev.holdfast.report.story.WitnessStories;
import dev.holdfast.wording.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What went wrong, by kind, each with witnesses told as the story of one session. */
final class AnomaliesSection {

  private AnomaliesSection() {}

  static Html of(RunRecord run) {
    Html html =
        Html.of(
            """
            <section id="anomalies" aria-labelledby="anomalies-title">
            <h2 id="anomalies-title">Anomalies</h2>
            """);
    List<Anomaly> found =
        Arrays.stream(Anomaly.values()).filter(anomaly -> count(run, anomaly) > 0).toList();
    if (run.total().judged() == 0 && found.isEmpty()) {
      return html.add("<p>No reconnection was judged, so none could be found.</p>\n</section>\n");
    }
    if (found.isEmpty()) {
      html.add(
          "<p>None. Every judged reconnection was looked at for these {} kinds: {}.</p>\n",
          Anomaly.values().length,
          names(Arrays.asList(Anomaly.values())));
      return html.add("</section>\n");
    }
    found.forEach(anomaly -> kind(html, run, anomaly));
    List<Anomaly> others =
        Arrays.stream(Anomaly.values()).filter(anomaly -> !found.contains(anomaly)).toList();
    html.add("<p>None of: {}.</p>\n</section>\n", names(others));
    return html;
  }

  private static void kind(Html html, RunRecord run, Anomaly anomaly) {
    List<Witness> witnesses =
        run.witnesses().stream().filter(witness -> shows(witness, anomaly)).toList();
    long judged = Math.max(1, run.total().judged());
    html.add(
        """
        <h3 id="anomaly-{}">{} <small>{} of {} reconnections, {}</small></h3>
        <p>{}</p>
        """,
        anomaly.id(),
        anomaly.id(),
        Wording.count(count(run, anomaly)),
        Wording.count(judged),
        Wording.shareUp((double) count(run, anomaly) / judged),
        AnomalyMeaning.of(anomaly));
    html.add("{}", WitnessStories.of(witnesses, anomaly, run.identity().run()));
  }

  private static boolean shows(Witness witness, Anomaly anomaly) {
    return witness.findings().stream().anyMatch(finding -> finding.anomaly() == anomaly);
  }

  private static long count(RunRecord run, Anomaly anomaly) {
    return run.anomalies().getOrDefault(anomaly, 0L);
  }

  private static String names(List<Anomaly> anomalies) {
    return anomalies.stream().map(Anomaly::id).collect(Collectors.joining(", "));
  }
}
