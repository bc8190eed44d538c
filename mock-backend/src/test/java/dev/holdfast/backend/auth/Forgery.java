package dev.holdfast.backend.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes tokens by hand, as an attacker would, without the library that reads them. */
public final class Forgery {
  private final Map<String, String> claims = new TreeMap<>();
  private String header = "{\"alg\":\"HS256\"}";
  private String secret = Fixture.SECRET;

  /** A perfect token of {@code mallory}, to be spoilt. */
  public Forgery(Instant now) {
    claims.put("iss", "\"holdfast-auth\"");
    claims.put("aud", "\"holdfast-agent\"");
    claims.put("sub", "\"mallory\"");
    claims.put("sid", "\"a-session\"");
    claims.put("jti", "\"a-token\"");
    claims.put("iat", Long.toString(now.getEpochSecond()));
    claims.put("exp", Long.toString(now.getEpochSecond() + 900));
  }

  Forgery claim(String name, String json) {
    claims.put(name, json);
    return this;
  }

  Forgery without(String name) {
    claims.remove(name);
    return this;
  }

  Forgery header(String json) {
    header = json;
    return this;
  }

  /** Signs with another secret. */
  public Forgery secret(String newSecret) {
    secret = newSecret;
    return this;
  }

  /** The token, with a signature by {@code algorithm} of {@code javax.crypto}. */
  public String signed(String algorithm) {
    String payload =
        claims.entrySet().stream()
            .map(claim -> "\"" + claim.getKey() + "\":" + claim.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    String content = encode(header) + "." + encode(payload);
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
      return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String unsigned() {
    String signed = signed("HmacSHA256");
    return signed.substring(0, signed.lastIndexOf('.') + 1);
  }

  static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
