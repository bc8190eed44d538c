package dev.holdfast.backend.auth.tokens;

import java.security.SecureRandom;
import java.util.Base64;

/** Identifiers that cannot be guessed, in base64url. */
public final class RandomIds {
  private final SecureRandom random;

  public RandomIds(SecureRandom random) {
    this.random = random;
  }

  /** 128 bits, 22 characters. */
  public String id() {
    return next(16);
  }

  /** 256 bits, 43 characters. */
  String secret() {
    return next(32);
  }

  private String next(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
