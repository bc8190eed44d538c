package dev.holdfast.backend.auth.tokens;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The secret with which session tokens are signed (HS256). Never shows itself. */
public final class SigningKey {
  /** A key for HS256 must be at least as long as its hash: RFC 7518 section 3.2. */
  public static final int MINIMUM_BYTES = 32;

  private final SecretKey key;

  private SigningKey(byte[] bytes) {
    // Named for HS256 whatever its length: a long key must not drift to HS384 or HS512.
    key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /**
   * The key whose bytes are the UTF-8 form of {@code secret}.
   *
   * @throws IllegalArgumentException if that is fewer than {@value #MINIMUM_BYTES} bytes
   */
  public static SigningKey of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MINIMUM_BYTES) {
      throw new IllegalArgumentException(
          "holdfast.backend.jwt-secret must be at least "
              + MINIMUM_BYTES
              + " bytes, got: "
              + bytes.length
              + " bytes; make one with: openssl rand -base64 48");
    }
    return new SigningKey(bytes);
  }

  /** A key that nobody else knows: tokens signed with it end with the process. */
  public static SigningKey random(SecureRandom random) {
    byte[] bytes = new byte[MINIMUM_BYTES];
    random.nextBytes(bytes);
    return new SigningKey(bytes);
  }

  public SecretKey secret() {
    return key;
  }

  /** Says that there is a key, not which. */
  @Override
  public String toString() {
    return "SigningKey[***]";
  }
}
