package dev.holdfast.backend.auth;

import dev.holdfast.backend.store.KeyValueStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where each session was seen: the latest places, each once, oldest first. */
final class KnownPlaces {
  private final KeyValueStore<SeenPlaces> seen;
  private final Duration keep;
  private final int maximumSessions;

  KnownPlaces(KeyValueStore<SeenPlaces> seen, Duration keep, int maximumSessions) {
    this.seen = seen;
    this.keep = keep;
    this.maximumSessions = maximumSessions;
  }

  /** Notes a place; a new session is not noted while {@code maximumSessions} are. */
  void note(String sessionId, ClientPlace place, Instant now) {
    seen.change(
        sessionId,
        before ->
            before.isEmpty() && seen.size() >= maximumSessions
                ? before
                : Optional.of(
                    before
                        .orElseGet(() -> new SeenPlaces(List.of(), now))
                        .at(place, now.plus(keep))));
  }

  Optional<ClientPlace> last(String sessionId) {
    List<ClientPlace> places = all(sessionId);
    return places.isEmpty() ? Optional.empty() : Optional.of(places.get(places.size() - 1));
  }

  List<ClientPlace> all(String sessionId) {
    return seen.get(sessionId).map(SeenPlaces::places).orElse(List.of());
  }

  void forget(Set<String> sessionIds) {
    sessionIds.forEach(sessionId -> seen.change(sessionId, known -> Optional.empty()));
  }

  void purge(Instant now) {
    seen.removeIf(entry -> !now.isBefore(entry.until()));
  }

  long size() {
    return seen.size();
  }
}
