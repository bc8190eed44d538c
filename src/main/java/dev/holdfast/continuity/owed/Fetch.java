package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.ServerEvent;
import org.jspecify.annotations.Nullable;

/** What a client asks its server for on an open connection. */
public enum Fetch {
  HISTORY,
  CONTEXT,
  CHECK;

  /** The fetch that an event answers; null if it answers none. */
  static @Nullable Fetch answeredBy(ServerEvent event) {
    if (event instanceof ServerEvent.History) {
      return HISTORY;
    }
    if (event instanceof ServerEvent.Context) {
      return CONTEXT;
    }
    return event instanceof ServerEvent.Checked ? CHECK : null;
  }
}
