package dev.holdfast.backend.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where each session was seen: the latest places, each once, oldest first. */
final class KnownPlaces {
  private static final int PER_SESSION = 16;

  private final ConcurrentHashMap<String, Seen> seen = new ConcurrentHashMap<>();
  private final Duration keep;
  private final int maximumSessions;

  KnownPlaces(Duration keep, int maximumSessions) {
    this.keep = keep;
    this.maximumSessions = maximumSessions;
  }

  private record Seen(List<Place> places, Instant until) {
    Seen at(Place place, Instant newUntil) {
      List<Place> next = new ArrayList<>(places);
      next.remove(place);
      next.add(place);
      int surplus = Math.max(0, next.size() - PER_SESSION);
      return new Seen(List.copyOf(next.subList(surplus, next.size())), newUntil);
    }
  }

  /** Notes a place; a new session is not noted while {@code maximumSessions} are. */
  void note(String sessionId, Place place, Instant now) {
    if (seen.mappingCount() >= maximumSessions && !seen.containsKey(sessionId)) {
      return;
    }
    Seen nowhere = new Seen(List.of(), now);
    seen.merge(
        sessionId,
        nowhere.at(place, now.plus(keep)),
        (before, ignored) -> before.at(place, now.plus(keep)));
  }

  Optional<Place> last(String sessionId) {
    List<Place> places = all(sessionId);
    return places.isEmpty() ? Optional.empty() : Optional.of(places.get(places.size() - 1));
  }

  List<Place> all(String sessionId) {
    Seen known = seen.get(sessionId);
    return known == null ? List.of() : known.places();
  }

  void purge(Instant now) {
    seen.values().removeIf(entry -> !now.isBefore(entry.until()));
  }

  long size() {
    return seen.mappingCount();
  }
}
