package dev.holdfast.backend.mailbox;

import java.time.Duration;

/** Decides how long a letter lives: the seam at which expiry can be spoilt. */
@FunctionalInterface
public interface Lifetime {

  /** As long as was promised. */
  Lifetime HONEST = (messageId, promised) -> promised;

  /** How long that letter lives which was promised so much. */
  Duration of(String messageId, Duration promised);
}
