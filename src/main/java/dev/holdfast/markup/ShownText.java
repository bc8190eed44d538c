package dev.holdfast.markup;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text from outside made harmless to look at: on one line, every invisible character visible,
 * secrets masked, of bounded length.
 *
 * <p>A backend under test writes some of what a report shows. Control characters could drive a
 * terminal, bidirectional overrides could reorder a sentence, and an error text may quote a token.
 */
public final class ShownText {

  /** Longest text shown, in characters. */
  static final int LIMIT = 2_000;

  private static final String MASK = "(redacted)";
  private static final Pattern JWT =
      Pattern.compile("eyJ[A-Za-z0-9_-]{4,}+\\.[A-Za-z0-9_-]++(\\.[A-Za-z0-9_-]*+)?");
  private static final Pattern QUERY_TOKEN =
      Pattern.compile("(?i)([?&](?:access_|refresh_|session_)?token=)[^&\\s\"'<>]++");
  private static final Pattern BEARER = Pattern.compile("(?i)(bearer[ .])[A-Za-z0-9._~+/=-]++");
  private static final Pattern CREDENTIALS = Pattern.compile("(://[^/\\s:@]*+:)[^/\\s@]++@");
  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i).*(secret|password|passwd|credential|private-key|api-key|[._-]token)$");

  private ShownText() {}

  /** The text, shown in at most {@link #LIMIT} characters. */
  public static String of(String text) {
    return of(text, LIMIT);
  }

  /**
   * The text, shown in at most about {@code limit} characters, followed by how many were left out.
   */
  public static String of(String text, int limit) {
    String masked = masked(text);
    StringBuilder shown = new StringBuilder(Math.min(masked.length(), limit));
    int at = 0;
    while (at < masked.length() && at < limit) {
      int codePoint = masked.codePointAt(at);
      show(codePoint, shown);
      at += Character.charCount(codePoint);
    }
    if (at < masked.length()) {
      shown.append("… (").append(masked.length() - at).append(" more characters)");
    }
    return shown.toString();
  }

  /** The text with everything that looks like a token or a password masked, else unchanged. */
  static String masked(String text) {
    String masked = JWT.matcher(text).replaceAll(MASK);
    masked = QUERY_TOKEN.matcher(masked).replaceAll("$1" + MASK);
    masked = BEARER.matcher(masked).replaceAll("$1" + MASK);
    return CREDENTIALS.matcher(masked).replaceAll("$1" + MASK + "@");
  }

  /** The value of a configuration key, masked whole if the key names a secret. */
  public static String ofSetting(String key, String value) {
    boolean secret = SECRET_KEY.matcher(key).matches() && !value.isEmpty();
    return secret ? MASK : of(value);
  }

  private static void show(int codePoint, StringBuilder shown) {
    if (codePoint < 0x20) {
      shown.appendCodePoint(0x2400 + codePoint);
    } else if (codePoint == 0x7F) {
      shown.append('\u2421');
    } else if (isUnreadable(codePoint)) {
      shown.append('\uFFFD');
    } else if (isInvisible(codePoint)) {
      shown.append(String.format(Locale.ROOT, "⟨U+%04X⟩", codePoint));
    } else {
      shown.appendCodePoint(codePoint);
    }
  }

  private static boolean isUnreadable(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE || (codePoint & 0xFFFE) == 0xFFFE;
  }

  private static boolean isInvisible(int codePoint) {
    int zeroWidthJoiner = 0x200D;
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT -> codePoint != zeroWidthJoiner;
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
