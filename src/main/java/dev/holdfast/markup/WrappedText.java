package dev.holdfast.markup;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.text.WordUtils;

/** Plain text broken into lines that fit a console. */
public final class WrappedText {

  private WrappedText() {}

  /**
   * The lines of a text, broken between words; a word that is wider than a line is broken.
   *
   * @param first what the first line begins with
   * @param further what each further line begins with
   * @param columns how wide a line may be; wider than both beginnings
   */
  public static List<String> lines(String first, String further, String text, int columns) {
    int room = columns - Math.max(first.length(), further.length());
    List<String> lines = new ArrayList<>();
    for (String part : WordUtils.wrap(text, room, "\n", true).lines().toList()) {
      lines.add(((lines.isEmpty() ? first : further) + part).stripTrailing());
    }
    return lines;
  }
}
