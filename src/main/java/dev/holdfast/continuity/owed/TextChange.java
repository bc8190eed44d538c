package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.VisibleText;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a text that came differs from the one that is owed, in a few words: how long both are, where
 * they part, and which code points stand there. Two long texts side by side would hide it, and so
 * would two that look alike.
 *
 * @param owed the text as it should be
 * @param came another one
 */
public record TextChange(String owed, String came) {

  private static final int BEFORE = 24;
  private static final int CODE_POINTS = 4;

  /** What is owed there. */
  public String owedThere() {
    return told(owed) + before();
  }

  /** What came there. */
  public String cameThere() {
    return told(came);
  }

  private String told(String text) {
    int at = parting();
    return String.format(
        Locale.ROOT,
        "%,d characters, from character %,d%s on %s",
        text.codePointCount(0, text.length()),
        owed.codePointCount(0, at) + 1,
        inUnits(at),
        codePoints(text, at));
  }

  /** Where the texts part; never within a character of the owed one. */
  private int parting() {
    int at = 0;
    int shorter = Math.min(owed.length(), came.length());
    while (at < shorter && owed.charAt(at) == came.charAt(at)) {
      at++;
    }
    boolean within =
        at > 0
            && at < owed.length()
            && Character.isLowSurrogate(owed.charAt(at))
            && Character.isHighSurrogate(owed.charAt(at - 1));
    return within ? at - 1 : at;
  }

  private String inUnits(int at) {
    return owed.codePointCount(0, at) == at ? "" : " (UTF-16 unit " + (at + 1) + ")";
  }

  private static String codePoints(String text, int at) {
    if (at >= text.length()) {
      return "nothing more";
    }
    return text.substring(at)
        .codePoints()
        .limit(CODE_POINTS)
        .mapToObj(VisibleText::name)
        .collect(Collectors.joining(" "));
  }

  private String before() {
    int at = parting();
    if (at == 0) {
      return "";
    }
    int from = Math.max(0, at - BEFORE);
    if (from > 0 && Character.isLowSurrogate(owed.charAt(from))) {
      from++;
    }
    return ", after '" + VisibleText.excerpt(owed.substring(from, at), BEFORE) + "'";
  }
}
