package dev.holdfast.backend.session;

import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.session.peers.Holder;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a session beside its context, for whichever backend it comes back to.
 *
 * @param connections how many connections there have been
 * @param lastPlace where the last one came from
 * @param holder who serves it; null while nobody does, and of no worth if that backend has died
 * @param leftAt when its last connection was seen to end; null while it has one
 * @param midTurn whether the agent was in a turn then
 * @param cleanEnd whether it ended with a close frame of the client
 */
record SessionRecord(
    int connections,
    ClientPlace lastPlace,
    @Nullable Holder holder,
    @Nullable Instant leftAt,
    boolean midTurn,
    boolean cleanEnd) {

  /** The record after a connection was taken in. */
  static SessionRecord taken(Optional<SessionRecord> before, Holder holder, ClientPlace place) {
    return new SessionRecord(
        before.map(SessionRecord::connections).orElse(0) + 1, place, holder, null, false, false);
  }

  /** The record after the end of a connection; the same if another one serves the session. */
  SessionRecord left(Holder former, Instant at, boolean inTurn, boolean clean) {
    return former.equals(holder)
        ? new SessionRecord(connections, lastPlace, null, at, inTurn, clean)
        : this;
  }
}
