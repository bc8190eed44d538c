package dev.holdfast.talk;

import java.text.Normalizer;
import java.util.function.UnaryOperator;

/** What servers in the field do to the texts of a history. */
public enum TextDamage {
  /** Escaped as in HTML. */
  HTML(text -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
  /** Without the blanks at both ends. */
  TRIM(String::strip),
  /** On one line. */
  LINES(text -> text.replaceAll("\\s*\\n\\s*", " ")),
  /** Without characters beyond 16 bits. */
  BMP(text -> text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "??")),
  /** In composed form. */
  NFC(text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
  /** No more than 4,096 characters. */
  CUT(text -> text.substring(0, Math.min(text.length(), 4_096)));

  private final UnaryOperator<String> harm;

  TextDamage(UnaryOperator<String> harm) {
    this.harm = harm;
  }

  /** What becomes of a text. */
  public String of(String text) {
    return harm.apply(text);
  }
}
