package dev.holdfast.report;

import dev.holdfast.markup.Glyph;
import dev.holdfast.markup.ShownText;
import dev.holdfast.markup.WrappedText;
import dev.holdfast.objectives.ObjectiveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The objectives as a table of plain text that fits its reader's console: its columns are as wide
 * as makes for the fewest lines. A text that is too long for its column goes on in the next line,
 * below where it began.
 */
final class ObjectiveTable {

  private static final int SIGN = 4;
  private static final int BETWEEN = 2;
  private static final int NARROWEST = 12;

  private static final Pattern SAMPLE = Pattern.compile("\\h\\(([0-9,]+)\\h(?:re)?connections\\)$");

  /**
   * One line.
   *
   * @param sign the standing's sign; empty where a text goes on
   * @param text title, required and measured, padded to their columns
   * @param met whether the objective is met
   */
  public record Line(String sign, String text, boolean met) {}

  /** One objective's texts. */
  private record Row(String title, String required, String measured) {

    static Row of(ObjectiveResult objective, Unmeasured unmeasured) {
      return new Row(
          ShownText.of(objective.title()),
          ShownText.of(objective.required()),
          told(objective, unmeasured));
    }

    private static String told(ObjectiveResult objective, Unmeasured unmeasured) {
      String measured = shortened(ShownText.of(objective.measured()));
      String standing = Glyph.words(objective.status());
      return switch (objective.status()) {
        case MET -> measured;
        case NOT_MEASURED -> unmeasured.told(objective);
        case MISSED, NOT_PROVEN -> standing + ": " + measured;
      };
    }

    /** Of how many it was measured is told in a word less. */
    private static String shortened(String measured) {
      return SAMPLE.matcher(measured).replaceFirst(" of $1");
    }

    int lines(Widths widths) {
      return Math.max(
          WrappedText.lines(title, widths.title).size(),
          Math.max(
              WrappedText.lines(required, widths.required).size(),
              WrappedText.lines(measured, widths.measured).size()));
    }
  }

  private record Widths(int title, int required, int measured) {}

  private ObjectiveTable() {}

  /**
   * The lines of these objectives, in their order.
   *
   * @param columns how wide the longest may be; at least 60
   * @param most how many lines there is room for: a longer table does not tell of single objectives
   *     why they were not measured
   */
  static List<Line> of(List<ObjectiveResult> objectives, int columns, int most) {
    List<Line> told = of(objectives, columns, new Unmeasured(objectives));
    return told.size() > most ? of(objectives, columns, new Unmeasured(List.of())) : told;
  }

  private static List<Line> of(
      List<ObjectiveResult> objectives, int columns, Unmeasured unmeasured) {
    List<Row> rows = objectives.stream().map(each -> Row.of(each, unmeasured)).toList();
    Widths widths = shortest(rows, columns - SIGN - 2 * BETWEEN);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      lines.addAll(lines(objectives.get(i), rows.get(i), widths));
    }
    return List.copyOf(lines);
  }

  /** The widest titles among the widths that make for the fewest lines. */
  private static Widths shortest(List<Row> rows, int room) {
    int title = widest(rows.stream().map(Row::title).toList());
    int required = widest(rows.stream().map(Row::required).toList());
    int measured = widest(rows.stream().map(Row::measured).toList());
    Widths best = new Widths(room / 3, room / 3, room / 3);
    int fewest = Integer.MAX_VALUE;
    for (int first = title; first >= Math.min(title, NARROWEST); first--) {
      for (int second = required; second >= Math.min(required, NARROWEST); second--) {
        int third = Math.min(measured, room - first - second);
        if (third >= Math.min(measured, NARROWEST)) {
          Widths tried = new Widths(first, second, third);
          int lines = rows.stream().mapToInt(row -> row.lines(tried)).sum();
          if (lines < fewest) {
            fewest = lines;
            best = tried;
          }
        }
      }
    }
    return best;
  }

  private static List<Line> lines(ObjectiveResult objective, Row row, Widths widths) {
    List<String> titles = WrappedText.lines(row.title, widths.title);
    List<String> limits = WrappedText.lines(row.required, widths.required);
    List<String> figures = WrappedText.lines(row.measured, widths.measured);
    List<Line> lines = new ArrayList<>();
    for (int at = 0; at < row.lines(widths); at++) {
      String text =
          padded(at(titles, at), widths.title)
              + " ".repeat(BETWEEN)
              + padded(at(limits, at), widths.required)
              + " ".repeat(BETWEEN)
              + at(figures, at);
      String sign = at == 0 ? Glyph.of(objective.status()) : " ";
      lines.add(new Line(sign, text, objective.met()));
    }
    return lines;
  }

  private static String at(List<String> cell, int row) {
    return row < cell.size() ? cell.get(row) : "";
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(ObjectiveTable::length).max().orElse(1);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - length(text)));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
