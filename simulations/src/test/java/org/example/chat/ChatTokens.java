package org.example.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenService;
import java.util.Map;
import java.util.OptionalLong;

/** The login of the chat server. */
final class ChatTokens implements TokenService {

  @Override
  public String sessionPath() {
    return "/login";
  }

  @Override
  public String sessionRequest(
      String userId, Map<String, String> credentials, OptionalLong ttlSeconds) {
    return new ObjectMapper().createObjectNode().put("user", userId).toString();
  }

  @Override
  public SessionGrant readSession(String body) {
    try {
      JsonNode answer = new ObjectMapper().readTree(body);
      return SessionGrant.known("", answer.path("access_token").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the answer to a login must be JSON");
    }
  }
}
