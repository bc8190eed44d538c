package dev.holdfast.talk;

import java.util.function.UnaryOperator;

/** How people write, and programs that keep what they wrote get wrong. */
public enum Phrasing {
  /** Nothing that anything could get wrong. */
  PLAIN(sentence -> sentence),

  /** Letters and their marks apart, as some keyboards write them: other text once normalised. */
  DECOMPOSED(
      sentence ->
          "Zoe\u0308 and Andre\u0301 of the cafe\u0301 (\u1112\u1161\u11ab\u1100\u116e\u11a8, "
              + "40 \u212b, e\uFB03cient) ask: "
              + sentence),

  /** Blanks at both ends, some not those of ASCII: trimmed. */
  EDGES(sentence -> "  \t\u00a0" + sentence + " \u3000\n  "),

  /** Two blanks where one would do: collapsed, as in HTML. */
  DOUBLED(sentence -> sentence.replace(" ", "  ")),

  /** Several lines, some empty: joined. */
  LINES(sentence -> "Two things:\n\n- " + sentence + "\n- Tell me\n  what it costs.\n"),

  /** Lines that end as on other systems: translated. */
  CRLF(sentence -> "Two things:\r\n\r\n- " + sentence + "\r\n- Tell me what it costs.\r\n"),

  /** A table with tabs: expanded. */
  TABS(sentence -> "month\ttokens\tUSD\nMay\t12\t\t3.40\n" + sentence),

  /** Quotation marks of all kinds: doubled, escaped, made straight or curly. */
  QUOTES(
      sentence ->
          "\"" + sentence + "\", he said – ‘really’, „so“, «oui», it's 5' 10\", `code`, ''twice''"),

  /** What HTML and XML give a meaning to: escaped, or taken out. */
  MARKUP(sentence -> "if (a < b && c > d) <b>" + sentence + "</b> &amp; &lt;br&gt; <!-- no -->"),

  /** Letters beyond 16 bits and emoji made of several: replaced, or cut in two. */
  ASTRAL(
      sentence ->
          "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDFA\uD83C\uDDF3 "
              + "\uD83D\uDC4D\uD83C\uDFFD \uD842\uDFB7\u91ce\u5bb6 "
              + sentence
              + " \uD83D\uDE42"),

  /** Hebrew and Arabic, with marks of direction: taken out, or turned round. */
  RIGHT_TO_LEFT(
      sentence ->
          "\u202b\u05e9\u05dc\u05d5\u05dd, \u0645\u0631\u062d\u0628\u0627"
              + " (\u0661\u0662\u0663)\u202c "
              + sentence
              + " \u200f"),

  /** Backslashes, placeholders and SQL: interpreted. */
  ESCAPES(
      sentence ->
          "C:\\new\\table \\u00e9 %s %d {0} ${name} $1 %20 + '; DROP TABLE messages; -- "
              + sentence),

  /** Hardly anything. */
  SHORT(sentence -> "OK.");

  @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
  private final UnaryOperator<String> way;

  Phrasing(UnaryOperator<String> way) {
    this.way = way;
  }

  /** The sentence, written in this way. */
  public String of(String sentence) {
    return way.apply(sentence);
  }
}
