package dev.holdfast.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The matrix as Markdown. */
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
          + " defect.";

  private static final String CAUGHT = " | yes |";

  private final Map<String, String> rows;

  private MatrixReport(Map<String, String> rows) {
    this.rows = rows;
  }

  /** All of it anew, in the order of the detections. */
  static MatrixReport of(List<Detection> detections) {
    return new MatrixReport(new LinkedHashMap<>()).with(detections);
  }

  /**
   * What was written before.
   *
   * @param markdown as {@link #markdown()} made it
   */
  static MatrixReport read(String markdown) {
    Map<String, String> rows = new LinkedHashMap<>();
    markdown
        .lines()
        .filter(
            line ->
                line.startsWith("| ") && !line.startsWith("| defect ") && !line.startsWith("| ---"))
        .forEach(line -> rows.put(line.split("\\|", 3)[1].strip(), line + "\n"));
    return new MatrixReport(rows);
  }

  /** The same with these rows instead of those of the same defects; new ones come last. */
  MatrixReport with(List<Detection> detections) {
    Map<String, String> replaced = new LinkedHashMap<>(rows);
    detections.forEach(each -> replaced.put(each.of().defect().id(), row(cells(each))));
    return new MatrixReport(replaced);
  }

  String markdown() {
    StringBuilder page = new StringBuilder("# The detection matrix\n\n");
    page.append(intro())
        .append("\n\n")
        .append(row(HEAD))
        .append(row(HEAD.stream().map(name -> "---").toList()));
    rows.values().forEach(page::append);
    return page.append('\n').append(LEGEND).append('\n').toString();
  }

  private String intro() {
    return String.format(
        Locale.ROOT,
        "%d of %d seeded defects were caught under their own name. Made by `mvn verify -Pmatrix`; some rows may have"
            + " been made anew by `-Pmatrix-rows`. What is said of a backend without defects: [a sound"
            + " backend](sound-backend.md).",
        rows.values().stream().filter(row -> row.strip().endsWith(CAUGHT)).count(),
        rows.size());
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
}
