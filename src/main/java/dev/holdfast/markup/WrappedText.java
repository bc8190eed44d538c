package dev.holdfast.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.text.WordUtils;

/** Plain text broken into lines that fit a console. */
public final class WrappedText {

  private static final Pattern UNIT = Pattern.compile("([0-9]) (%|ms|s|µs|min|MiB)(?!\\w)");
  private static final String GLUE = "\u00A0";

  private WrappedText() {}

  /** The lines of a text, each at most so wide; a number and its unit stay together. */
  public static List<String> lines(String text, int columns) {
    String glued = UNIT.matcher(text).replaceAll("$1" + GLUE + "$2");
    return WordUtils.wrap(glued, columns, "\n", true).replace(GLUE, " ").lines().toList();
  }

  /**
   * The same behind something else; a word that is wider than a line is broken.
   *
   * @param first what the first line begins with
   * @param further what each further line begins with
   * @param columns how wide a line may be; wider than both beginnings
   */
  public static List<String> lines(String first, String further, String text, int columns) {
    int room = columns - Math.max(first.length(), further.length());
    List<String> lines = new ArrayList<>();
    for (String part : lines(text, room)) {
      lines.add(((lines.isEmpty() ? first : further) + part).stripTrailing());
    }
    return lines;
  }
}
