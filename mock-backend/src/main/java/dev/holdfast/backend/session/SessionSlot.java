package dev.holdfast.backend.session;

import org.jspecify.annotations.Nullable;

/** The place of a session in this process, while it has a connection here; guarded by itself. */
final class SessionSlot {
  /** The connection that is served now. */
  @Nullable Connection current;

  /** Whether the slot has left the registry: who holds it must look again. */
  boolean removed;
}
