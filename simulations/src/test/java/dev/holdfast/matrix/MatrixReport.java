package dev.holdfast.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The matrix as Markdown and as an HTML page. */
final class MatrixReport {

  private static final List<String> HEAD =
      List.of(
          "defect",
          "what goes wrong",
          "rate",
          "scenarios",
          "expected",
          "reported",
          "also, as a consequence",
          "judged",
          "seen within",
          "caught");

  private static final String LEGEND =
      "A rate is the share of reconnections hit, or of what else the defect hooks (refusals, gaps, turns,"
          + " messages). “Seen within” is how many reconnections had been judged by the end of the second in which"
          + " the anomaly was first named. Where an objective must be missed, no single reconnection shows the"
          + " defect. Such trends as context-leak and latency-creep";

  private final List<Detection> detections;
  private final CleanRun clean;
  private final List<String> falseTrends;

  /**
   * @param clean a sound backend under the whole gate
   * @param falseTrends objectives missed by a sound backend under the load that shows a trend
   */
  MatrixReport(List<Detection> detections, CleanRun clean, List<String> falseTrends) {
    this.detections = detections;
    this.clean = clean;
    this.falseTrends = List.copyOf(falseTrends);
  }

  String markdown() {
    StringBuilder page = new StringBuilder("# The detection matrix\n\n");
    page.append(intro())
        .append("\n\n")
        .append(row(HEAD))
        .append(row(HEAD.stream().map(name -> "---").toList()));
    detections.forEach(detection -> page.append(row(cells(detection))));
    return page.append('\n').append(legend()).append('\n').toString();
  }

  String html() {
    StringBuilder page =
        new StringBuilder(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Holdfast: the detection matrix</title>
            <meta name="viewport" content="width=device-width">
            <style>
            :root{color-scheme:light dark}
            body{font:15px/1.5 system-ui,sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem}
            .wide{overflow-x:auto}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums}
            th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #8884}
            th{position:sticky;top:0;background:Canvas}
            td:first-child{font-family:ui-monospace,monospace;white-space:nowrap}
            </style></head><body><h1>The detection matrix</h1>
            """);
    page.append("<p>")
        .append(escaped(intro()))
        .append("</p><div class=\"wide\"><table><thead><tr>");
    HEAD.forEach(name -> page.append("<th scope=\"col\">").append(escaped(name)).append("</th>"));
    page.append("</tr></thead><tbody>");
    for (Detection detection : detections) {
      page.append("<tr>");
      cells(detection).forEach(cell -> page.append("<td>").append(escaped(cell)).append("</td>"));
      page.append("</tr>\n");
    }
    return page.append("</tbody></table></div><p>")
        .append(escaped(legend()))
        .append("</p></body></html>\n")
        .toString();
  }

  private String intro() {
    long caught = detections.stream().filter(Detection::caught).count();
    return String.format(
        Locale.ROOT,
        "%d of %d seeded defects were caught under their own name. On a sound backend the whole gate judged %,d"
            + " reconnections and named %d anomalies; its verdict was %s. Made by `mvn verify -Pmatrix`.",
        caught,
        detections.size(),
        clean.judged(),
        clean.anomalies(),
        clean.verdict());
  }

  private String legend() {
    return LEGEND
        + (falseTrends.isEmpty()
            ? " are not seen on a sound backend under the same load."
            : " are also seen on a sound backend under the same load: "
                + told(falseTrends)
                + " missed.");
  }

  private static List<String> cells(Detection detection) {
    DetectionCase of = detection.of();
    List<String> cells = new ArrayList<>();
    cells.add(of.defect().id());
    cells.add(of.defect().description());
    cells.add(String.valueOf(of.rate()));
    cells.add(of.scenarios());
    cells.add(of.isTrend() ? of.expected() + " missed" : of.expected());
    cells.add(of.isTrend() ? told(detection.missed()) : detection.hits() + " ×");
    cells.add(told(others(detection)));
    cells.add(String.format(Locale.ROOT, "%,d", detection.judged()));
    cells.add(
        detection.seenWithin() < 0
            ? "–"
            : String.format(Locale.ROOT, "%,d", detection.seenWithin()));
    cells.add(detection.caught() && detection.strangers().isEmpty() ? "yes" : "NO");
    return cells;
  }

  private static List<String> others(Detection detection) {
    return detection.reported().entrySet().stream()
        .filter(entry -> !entry.getKey().equals(detection.of().expected()))
        .map(Map.Entry::toString)
        .toList();
  }

  private static String told(List<String> items) {
    return items.isEmpty() ? "–" : String.join(", ", items);
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
