package dev.holdfast.report.story;

import dev.holdfast.markup.Html;
import dev.holdfast.markup.ShownText;

/**
 * Two texts of which one should have been the other: what they share is told as it is, where they
 * part is marked.
 *
 * @param owed the text as it should be
 * @param came the text that came
 */
record TextDifference(String owed, String came) {

  /** So much of the longer must be shared before marking the rest says anything. */
  private static final double ALIKE = 0.5;

  /** Of texts made harmless first: a secret that is parted by a mark would not be known as one. */
  static TextDifference of(String owed, String came) {
    return new TextDifference(ShownText.of(owed), ShownText.of(came));
  }

  /** What was owed, its own part marked. */
  Html owedMarked() {
    return marked(owed);
  }

  /** What came, its own part marked. */
  Html cameMarked() {
    return marked(came);
  }

  private Html marked(String text) {
    int before = before();
    int after = after(before);
    int longer = Math.max(owed.length(), came.length());
    if (owed.equals(came) || before + after < ALIKE * longer) {
      return Html.of("{}", text);
    }
    return Html.of(
        "{}<mark>{}</mark>{}",
        text.substring(0, before),
        text.substring(before, text.length() - after),
        text.substring(text.length() - after));
  }

  private int before() {
    int shorter = Math.min(owed.length(), came.length());
    int at = 0;
    while (at < shorter && owed.charAt(at) == came.charAt(at)) {
      at++;
    }
    return at > 0 && Character.isHighSurrogate(owed.charAt(at - 1)) ? at - 1 : at;
  }

  private int after(int before) {
    int most = Math.min(owed.length(), came.length()) - before;
    int count = 0;
    while (count < most
        && owed.charAt(owed.length() - 1 - count) == came.charAt(came.length() - 1 - count)) {
      count++;
    }
    boolean within = count > 0 && Character.isLowSurrogate(owed.charAt(owed.length() - count));
    return within ? count - 1 : count;
  }
}
