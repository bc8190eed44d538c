package dev.holdfast.report.page;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Witness;
import dev.holdfast.wording.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What went wrong, by kind, each with witnesses told as the story of one session. */
final class AnomaliesSection {

  /** Witnesses told of each anomaly; the others are in {@code anomalies.jsonl}. */
  static final int TOLD = 10;

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
        Wording.shareDown((double) count(run, anomaly) / judged),
        AnomalyMeaning.of(anomaly));
    boolean first = true;
    for (Witness witness : witnesses.subList(0, Math.min(TOLD, witnesses.size()))) {
      html.add(
          "<details class=\"story\"{}>{}",
          Html.of(first ? " open" : ""),
          metadata(witness, anomaly));
      first = false;
    }
    if (witnesses.isEmpty()) {
      html.add("<p class=\"note\">No witness was kept.</p>\n");
    } else if (witnesses.size() > TOLD) {
      html.add(
          "<p class=\"note\">{} more witnesses are in anomalies.jsonl.</p>\n",
          Wording.count(witnesses.size() - TOLD));
    }
  }

  private static Html metadata(Witness witness, Anomaly anomaly) {
    Html html =
        Html.of(
            """
            <summary>Session <code>{}</code>, return {}: lost by {}, \
            away {}, back from {} place</summary>
            <dl class="findings">
            """,
            witness.session(),
            witness.cycle(),
            witness.disruption(),
            witness.gap(),
            witness.place().equals("same") ? "the same" : "another");
    witness.findings().stream()
        .sorted(
            (one, other) -> Boolean.compare(other.anomaly() == anomaly, one.anomaly() == anomaly))
        .forEach(finding -> finding(html, finding));
    html.add("</dl>\n{}", StoryDiagram.of(witness.timeline()));
    return html.add(
        "<p class=\"note\">Scenario {}, judged {} as {}.</p>\n</details>\n",
        witness.scenario(),
        witness.at(),
        witness.outcome().id());
  }

  private static void finding(Html html, Finding finding) {
    html.add(
        """
        <div><dt>{}</dt><dd><b>owed</b> {}</dd><dd><b>came</b> {}</dd></div>
        """,
        finding.anomaly().id(),
        finding.owed(),
        finding.came());
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
