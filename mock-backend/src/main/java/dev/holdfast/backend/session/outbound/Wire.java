package dev.holdfast.backend.session.outbound;

import java.nio.ByteBuffer;

/** One WebSocket, as a connection needs it. Nothing here blocks. */
public interface Wire {

  /**
   * Writes a text frame; called again only after the one before has ended.
   *
   * @param ended hears whether the frame was written
   */
  void write(String text, WriteEnded ended);

  /** Sends a WebSocket ping. */
  void ping();

  /** Answers a WebSocket ping, with what it carried. */
  void pong(ByteBuffer payload);

  /** Sends a close frame. */
  void close(CloseCode code, String reason);

  /** Drops the connection without another word. */
  void disconnect();

  /** Hears the end of a write. */
  @FunctionalInterface
  interface WriteEnded {
    /** The write has ended; {@code written} is false if it failed. */
    void ended(boolean written);
  }
}
