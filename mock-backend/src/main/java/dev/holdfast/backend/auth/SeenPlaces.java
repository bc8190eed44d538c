package dev.holdfast.backend.auth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one session was seen.
 *
 * @param places the latest, each once, oldest first
 * @param until when they may be forgotten
 */
record SeenPlaces(List<ClientPlace> places, Instant until) {
  private static final int LATEST = 16;

  SeenPlaces {
    places = List.copyOf(places);
  }

  SeenPlaces at(ClientPlace place, Instant newUntil) {
    List<ClientPlace> next = new ArrayList<>(places);
    next.remove(place);
    next.add(place);
    return new SeenPlaces(next.subList(Math.max(0, next.size() - LATEST), next.size()), newUntil);
  }
}
