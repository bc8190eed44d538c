package dev.holdfast.dialect.holdfast;

import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenService;
import dev.holdfast.dialect.TokenStatus;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The token service of the native protocol, whose session tokens are JWTs. */
final class NativeTokens implements TokenService {

  private static final int PARTS_OF_A_JWT = 3;

  @Override
  public String sessionPath() {
    return "/auth/sessions";
  }

  @Override
  public String sessionRequest(
      String userId, Map<String, String> credentials, OptionalLong ttlSeconds) {
    return JsonText.object(
        json -> {
          json.writeStringField("user_id", userId);
          for (Map.Entry<String, String> each : credentials.entrySet()) {
            json.writeStringField(each.getKey(), each.getValue());
          }
          if (ttlSeconds.isPresent()) {
            json.writeNumberField("ttl_seconds", ttlSeconds.getAsLong());
          }
        });
  }

  @Override
  public SessionGrant readSession(String body) {
    return NativeBodies.session(body);
  }

  /** Somebody else's signature, claims that were raised a little, and no signature at all. */
  @Override
  public List<String> forgeries(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS_OF_A_JWT) {
      int signature = token.lastIndexOf('.') + 1;
      return List.of(token.substring(0, signature) + swapped(token.substring(signature) + "x"));
    }
    String unsigned =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    return List.of(
        parts[0] + "." + parts[1] + "." + swapped(parts[2]),
        parts[0] + "." + swapped(parts[1]) + "." + parts[2],
        unsigned + "." + parts[1] + ".");
  }

  /** Changes one character in the middle, to another of the same alphabet. */
  private static String swapped(String part) {
    int middle = part.length() / 2;
    char other = part.charAt(middle) == 'A' ? 'B' : 'A';
    return part.substring(0, middle) + other + part.substring(middle + 1);
  }

  @Override
  public String refreshPath() {
    return "/auth/refresh";
  }

  @Override
  public String refreshRequest(String refreshToken) {
    return JsonText.object(json -> json.writeStringField("refresh_token", refreshToken));
  }

  @Override
  public String introspectPath() {
    return "/auth/introspect";
  }

  @Override
  public String introspectRequest(String token) {
    return JsonText.object(json -> json.writeStringField("token", token));
  }

  @Override
  public TokenStatus readTokenStatus(String body) {
    return NativeBodies.tokenStatus(body);
  }

  @Override
  public String revokePath() {
    return "/auth/revoke";
  }

  @Override
  public String revokeRequest(String token) {
    return JsonText.object(json -> json.writeStringField("token", token));
  }
}
