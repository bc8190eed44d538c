package dev.holdfast.report;

import dev.holdfast.markup.Glyph;
import dev.holdfast.markup.ShownText;
import dev.holdfast.objectives.ObjectiveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.text.WordUtils;

/**
 * The objectives as a table of plain text that is as wide as its reader's console: a text that is
 * too long for its column goes on in the next line, below where it began.
 */
final class ObjectiveTable {

  private static final int SIGN = 4;
  private static final int BETWEEN = 2;
  private static final int STANDING = 12;
  private static final double SHARE_OF_TITLE = 0.27;
  private static final double SHARE_OF_REQUIRED = 0.28;

  /**
   * One line.
   *
   * @param sign the standing's sign; empty where a text goes on
   * @param text title, required and measured, padded to their columns
   * @param status the standing in words; empty if met
   * @param met whether the objective is met
   */
  public record Line(String sign, String text, String status, boolean met) {}

  private final int title;
  private final int required;
  private final int measured;
  private final List<Line> lines = new ArrayList<>();

  private ObjectiveTable(List<ObjectiveResult> objectives, int columns) {
    title = width(objectives, ObjectiveResult::title, (int) (columns * SHARE_OF_TITLE));
    required = width(objectives, ObjectiveResult::required, (int) (columns * SHARE_OF_REQUIRED));
    int left = columns - SIGN - title - required - STANDING - 3 * BETWEEN;
    measured = width(objectives, ObjectiveResult::measured, left);
  }

  /**
   * The lines of these objectives, in their order.
   *
   * @param columns how wide the longest may be; at least 60
   */
  static List<Line> of(List<ObjectiveResult> objectives, int columns) {
    ObjectiveTable table = new ObjectiveTable(objectives, columns);
    objectives.forEach(table::add);
    return List.copyOf(table.lines);
  }

  private void add(ObjectiveResult objective) {
    List<String> titles = wrapped(objective.title(), title);
    List<String> limits = wrapped(objective.required(), required);
    List<String> figures = wrapped(objective.measured(), measured);
    int rows = Math.max(titles.size(), Math.max(limits.size(), figures.size()));
    for (int row = 0; row < rows; row++) {
      boolean first = row == 0;
      String text =
          padded(at(titles, row), title)
              + " ".repeat(BETWEEN)
              + padded(at(limits, row), required)
              + " ".repeat(BETWEEN)
              + padded(at(figures, row), measured);
      lines.add(
          new Line(
              first ? Glyph.of(objective.status()) : " ",
              text,
              first && !objective.met() ? Glyph.words(objective.status()) : "",
              objective.met()));
    }
  }

  private static String at(List<String> cell, int row) {
    return row < cell.size() ? cell.get(row) : "";
  }

  private static List<String> wrapped(String text, int width) {
    return WordUtils.wrap(ShownText.of(text), width, "\n", true).lines().toList();
  }

  private static int width(
      List<ObjectiveResult> objectives, Function<ObjectiveResult, String> column, int most) {
    int widest =
        objectives.stream()
            .map(column)
            .map(ShownText::of)
            .mapToInt(text -> text.codePointCount(0, text.length()))
            .max()
            .orElse(0);
    return Math.max(1, Math.min(widest, most));
  }

  private static String padded(String text, int width) {
    int missing = width - text.codePointCount(0, text.length());
    return text + " ".repeat(Math.max(0, missing));
  }
}
