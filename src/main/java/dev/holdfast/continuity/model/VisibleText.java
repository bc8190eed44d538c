package dev.holdfast.continuity.model;

import java.util.Locale;

/**
 * A text as witnesses quote it: on one line, and with everything visible that could not be seen, or
 * would change how the rest is seen, such as {@code ⟨U+202E⟩}.
 */
public final class VisibleText {

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private VisibleText() {}

  /**
   * The beginning of a text.
   *
   * @param limit the longest beginning, in UTF-16 units of the text; a character that it would cut
   *     in two is left out
   * @return the beginning, with an ellipsis where there is more
   */
  public static String excerpt(String text, int limit) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), limit) + 1);
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (at + Character.charCount(codePoint) > limit) {
        return shown.append('…').toString();
      }
      show(codePoint, shown);
      at += Character.charCount(codePoint);
    }
    return shown.toString();
  }

  /** The name of a code point, such as {@code U+00E9}. */
  public static String name(int codePoint) {
    return String.format(Locale.ROOT, "U+%04X", codePoint);
  }

  private static void show(int codePoint, StringBuilder shown) {
    if (isInvisible(codePoint)) {
      shown.append('⟨').append(name(codePoint)).append('⟩');
    } else {
      shown.appendCodePoint(codePoint);
    }
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT -> codePoint != ZERO_WIDTH_JOINER;
      case Character.SPACE_SEPARATOR -> codePoint != ' ';
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> (codePoint & 0xFFFE) == 0xFFFE;
    };
  }
}
