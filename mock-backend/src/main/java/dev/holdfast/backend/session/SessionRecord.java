package dev.holdfast.backend.session;

import dev.holdfast.backend.auth.Place;
import org.jspecify.annotations.Nullable;

/** What this process knows of a session beside its context; guarded by itself. */
final class SessionRecord {
  /** The connection that is served now. */
  @Nullable Connection current;

  /** Where the last connection came from. */
  @Nullable Place lastPlace;

  /** How many connections there have been. */
  int connectionsSeen;

  /** Whether the agent was in a turn when the last connection ended. */
  boolean midTurn;

  /** Whether the last connection ended with a close frame of the client. */
  boolean cleanEnd;

  /** Whether the record has left the registry: who holds it must look again. */
  boolean removed;
}
