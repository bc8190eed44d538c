package dev.holdfast.backend.session;

import org.jspecify.annotations.Nullable;

/** The place of a session in this process, while it has a connection here; guarded by itself. */
final class Seat {
  /** The connection that is served now. */
  @Nullable Connection current;

  /** Whether the seat has left the registry: who holds it must look again. */
  boolean removed;
}
