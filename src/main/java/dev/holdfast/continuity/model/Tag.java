package dev.holdfast.continuity.model;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A user's unforgeable mark in every text that the user sends, so that a text which turns up with
 * another user is seen at once, whatever it says.
 *
 * <p>A marked text begins {@code [hf:<user, 8 hex><code, 16 hex>:<number>]}, after its leading
 * blanks. The code is the first 64 bits of HMAC-SHA256 (RFC 2104, FIPS 180-4) over the user's
 * number under the run's secret: only the run can make it, and any user of the run can tell a
 * genuine foreign mark from a damaged one. Immutable, and safe for many threads.
 */
public final class Tag implements ForeignMarks {

  private static final String OPENING = "[hf:";
  private static final int USER_DIGITS = 8;
  private static final int CODE_DIGITS = 16;
  private static final int MAX_NUMBER_DIGITS = 9;
  private static final int LEAST_SECRET_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] PURPOSE = "holdfast tag 1 ".getBytes(StandardCharsets.US_ASCII);

  /** The longest that a mark can be, in characters. */
  public static final int MAX_LENGTH =
      OPENING.length() + USER_DIGITS + CODE_DIGITS + 1 + MAX_NUMBER_DIGITS + 1;

  private final SecretKeySpec secret;
  private final int user;
  private final String own;

  private Tag(SecretKeySpec secret, int user) {
    this.secret = secret;
    this.user = user;
    this.own = HEX.toHexDigits(user) + code(secret, user);
  }

  /**
   * The tag of one user.
   *
   * @param runSecret known to the run alone; at least 16 bytes; copied
   * @param user the user's number within the run
   * @throws IllegalArgumentException if the secret is too short
   */
  public static Tag of(byte[] runSecret, int user) {
    if (runSecret.length < LEAST_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "run-secret must have at least 16 bytes, got: " + runSecret.length + " bytes");
    }
    return new Tag(new SecretKeySpec(runSecret, "HmacSHA256"), user);
  }

  /** The number of the user whose tag this is. */
  public int user() {
    return user;
  }

  /**
   * The text with this user's mark before it, but after the blanks that it begins with: who trims
   * it is to be seen.
   *
   * @param number tells a user's texts apart; 0 to 999,999,999
   * @throws IllegalArgumentException if the number is out of range
   */
  public String mark(String text, int number) {
    if (number < 0 || number > 999_999_999) {
      throw new IllegalArgumentException("number must be 0 to 999999999, got: " + number);
    }
    int begin = 0;
    while (begin < text.length() && blank(text.charAt(begin))) {
      begin++;
    }
    return text.substring(0, begin) + OPENING + own + ':' + number + "] " + text.substring(begin);
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** All marks of the text in their order, whoever made them. */
  public List<Mark> marks(String text) {
    List<Mark> found = new ArrayList<>();
    for (int at = text.indexOf(OPENING); at >= 0; at = text.indexOf(OPENING, at + 1)) {
      Mark mark = markAt(text, at);
      if (mark != null) {
        found.add(mark);
      }
    }
    return found;
  }

  @Override
  public @Nullable Mark foreignIn(String text) {
    for (int at = text.indexOf(OPENING); at >= 0; at = text.indexOf(OPENING, at + 1)) {
      if (text.startsWith(own, at + OPENING.length())) {
        continue;
      }
      Mark mark = markAt(text, at);
      if (mark != null && mark.origin() == Mark.Origin.FOREIGN) {
        return mark;
      }
    }
    return null;
  }

  private @Nullable Mark markAt(String text, int at) {
    int userAt = at + OPENING.length();
    int codeAt = userAt + USER_DIGITS;
    int colon = codeAt + CODE_DIGITS;
    if (colon >= text.length() || text.charAt(colon) != ':' || !hexadecimal(text, userAt, colon)) {
      return null;
    }
    int end = colon + 1;
    while (end < text.length() && end <= colon + MAX_NUMBER_DIGITS && digit(text.charAt(end))) {
      end++;
    }
    if (end == colon + 1 || end == text.length() || text.charAt(end) != ']') {
      return null;
    }
    int number = Integer.parseInt(text, colon + 1, end, 10);
    if (text.startsWith(own, userAt)) {
      return new Mark(user, number, Mark.Origin.OWN);
    }
    int claimed = HexFormat.fromHexDigits(text, userAt, codeAt);
    boolean genuine = text.startsWith(code(secret, claimed), codeAt);
    return new Mark(claimed, number, genuine ? Mark.Origin.FOREIGN : Mark.Origin.FORGED);
  }

  private static boolean hexadecimal(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (!digit(c) && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String code(SecretKeySpec secret, int user) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      mac.update(PURPOSE);
      byte[] code = mac.doFinal(HEX.toHexDigits(user).getBytes(StandardCharsets.US_ASCII));
      return HEX.formatHex(code, 0, CODE_DIGITS / 2);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Names the user, never the code. */
  @Override
  public String toString() {
    return "Tag[user=" + user + "]";
  }
}
