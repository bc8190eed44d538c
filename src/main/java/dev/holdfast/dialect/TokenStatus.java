package dev.holdfast.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the backend says of a token.
 *
 * @param active whether the token still opens its session
 * @param sessionId the session that it opens; null unless active
 * @param userId whose session it is; null unless active
 * @param places from where the session was used, in the backend's own words
 */
public record TokenStatus(
    boolean active, @Nullable String sessionId, @Nullable String userId, List<String> places) {

  /** Copies the list. */
  public TokenStatus {
    places = List.copyOf(places);
  }
}
