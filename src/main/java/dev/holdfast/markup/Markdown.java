package dev.holdfast.markup;

/** Text from outside made safe inside GitHub-flavoured Markdown. */
public final class Markdown {

  private static final String SPECIAL = "\\`*_{}[]<>#|~$&\"'";

  private Markdown() {}

  /** Plain text: nothing in it is markup, a link or a mention. */
  public static String text(String text) {
    StringBuilder safe = new StringBuilder();
    ShownText.of(text)
        .codePoints()
        .forEach(
            codePoint -> {
              if (SPECIAL.indexOf(codePoint) >= 0) {
                safe.append("&#").append(codePoint).append(';');
              } else {
                safe.appendCodePoint(codePoint);
                // A word joiner ends what would be read as a mention or an address.
                if (codePoint == '@' || codePoint == ':') {
                  safe.append("&#8288;");
                }
              }
            });
    return safe.toString();
  }

  /** Text in the type of code. */
  public static String code(String text) {
    return "<code>" + text(text) + "</code>";
  }
}
