package dev.holdfast.dialect.file;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenService;
import dev.holdfast.dialect.file.rules.Incoming;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Opens sessions as a dialect file says. */
final class FileTokens implements TokenService {

  private static final String TOKEN = "token";

  private final Spoken.Login login;

  FileTokens(Spoken.Login login) {
    this.login = login;
  }

  @Override
  public String sessionPath() {
    return login.path();
  }

  @Override
  public String sessionRequest(
      String userId, Map<String, String> credentials, OptionalLong ttlSeconds) {
    return login.body().with(name -> name.equals("user") ? userId : credentials.get(name));
  }

  @Override
  public SessionGrant readSession(String body) {
    Incoming answer = new Incoming(body);
    if (answer.json() instanceof MissingNode) {
      throw new IllegalArgumentException("session answer must be JSON, got: something else");
    }
    Map<String, String> taken = new HashMap<>();
    login
        .take()
        .forEach(
            (name, place) -> {
              String value = place.in(answer);
              if (value != null) {
                taken.put(name, value);
              }
            });
    String token = taken.remove(TOKEN);
    if (token == null || token.isEmpty()) {
      throw new IllegalArgumentException(
          "session answer: " + login.take().get(TOKEN) + " must be a token, got: nothing");
    }
    return new SessionGrant(token, "", "", "", Instant.EPOCH, Instant.EPOCH, taken);
  }
}
