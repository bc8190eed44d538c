package dev.holdfast.backend.auth.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a token without giving it away. */
public final class TokenFingerprint {
  /** Hexadecimal digits in a fingerprint: 64 bits, enough to follow a token through a log. */
  public static final int LENGTH = 16;

  private TokenFingerprint() {}

  /** The first {@value #LENGTH} hexadecimal digits of the token's SHA-256 over UTF-8. */
  public static String of(String token) {
    return sha256(token).substring(0, LENGTH);
  }

  public static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
