package dev.holdfast.backend.auth;

import dev.holdfast.backend.auth.tokens.RefreshFamily;
import dev.holdfast.backend.store.KeyValueStore;
import dev.holdfast.backend.store.Storage;
import java.time.Instant;

/**
 * What an auth service must remember, so that a token that was revoked or used is so for ever, and
 * in every backend that shares the storage.
 *
 * @param families refresh tokens, by the hash of their family
 * @param superseded access tokens replaced by a refresh, until they would have ended
 * @param revoked sessions that were revoked, until none of their tokens could be valid
 * @param places where sessions were seen
 */
record AuthState(
    KeyValueStore<RefreshFamily> families,
    KeyValueStore<Instant> superseded,
    KeyValueStore<Instant> revoked,
    KeyValueStore<SeenPlaces> places) {

  static AuthState in(Storage storage) {
    return new AuthState(
        storage.keyValues("refresh-families", RefreshFamily.class),
        storage.keyValues("superseded-tokens", Instant.class),
        storage.keyValues("revoked-sessions", Instant.class),
        storage.keyValues("places", SeenPlaces.class));
  }
}
