package dev.holdfast.markup;

import java.util.regex.Pattern;

/**
 * HTML under construction: templates are ours and constant, every value put into one is escaped.
 *
 * <p>A template holds {@code {}} where a value goes; it may stand in text and in a quoted
 * attribute. Only another {@link Html} is put in unescaped.
 */
public final class Html {

  private static final String PLACE = "{}";
  private static final Pattern UNIT =
      Pattern.compile("(?<=[0-9]) (?=(?:%|ms|s|min|h|d)(?![a-zA-Z]))|(?<=[≥≤<>]) (?=[0-9])");

  private final StringBuilder out = new StringBuilder();

  /** HTML of one template. */
  public static Html of(String template, Object... values) {
    return new Html().add(template, values);
  }

  /**
   * Appends a template.
   *
   * @param template a constant, never made from data
   * @param values one for each {@code {}}, in order
   * @throws IllegalArgumentException if there are more or fewer values than places
   */
  public Html add(String template, Object... values) {
    int from = 0;
    for (Object value : values) {
      int place = template.indexOf(PLACE, from);
      if (place < 0) {
        throw new IllegalArgumentException("more values than places in: " + template);
      }
      out.append(template, from, place);
      out.append(value instanceof Html ? value.toString() : escaped(value.toString()));
      from = place + PLACE.length();
    }
    if (template.indexOf(PLACE, from) >= 0) {
      throw new IllegalArgumentException("fewer values than places in: " + template);
    }
    out.append(template, from, template.length());
    return this;
  }

  /** Words and numbers in which no number is parted from its unit at the end of a line. */
  public static Html sentence(String text) {
    return new Html().add("{}", UNIT.matcher(text).replaceAll("\u00A0"));
  }

  /** Shown and escaped for text and quoted attributes. */
  static String escaped(String text) {
    String shown = ShownText.of(text);
    StringBuilder safe = new StringBuilder(shown.length() + 16);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
