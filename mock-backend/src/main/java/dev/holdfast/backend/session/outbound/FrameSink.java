package dev.holdfast.backend.session.outbound;

import dev.holdfast.backend.protocol.ServerFrame;
import org.jspecify.annotations.Nullable;

/** Takes frames on their way to one client. */
@FunctionalInterface
public interface FrameSink {

  /** Closes the client's connection, where there is one, although nobody asked for that. */
  default void drop() {}

  /**
   * Takes a frame.
   *
   * @param id the client's id of the frame that this one answers; null if it answers none
   */
  void send(@Nullable String id, ServerFrame frame);
}
