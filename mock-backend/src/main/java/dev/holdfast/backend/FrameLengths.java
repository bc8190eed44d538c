package dev.holdfast.backend;

import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.core.exception.ProtocolException;

/**
 * Follows the frames of a connection and refuses one whose length is not written in the fewest
 * bytes (RFC 6455, 5.2), which Jetty lets pass: what two programs read differently is a way past
 * one of them.
 *
 * <p>Mutable and used by one thread at a time.
 */
final class FrameLengths {
  private static final int LENGTH_BITS = 0x7f;
  private static final int MASKED = 0x80;
  private static final int MASK_BYTES = 4;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int LEAST_OF_EIGHT = 1 << 16;

  private State state = State.KIND;
  private long left;
  private int mask;
  private boolean wide;
  private long length;

  private enum State {
    KIND,
    SHORT_LENGTH,
    LONG_LENGTH,
    CONTENT
  }

  /**
   * Reads on; the buffer is left as it was.
   *
   * @param bytes what the client sent next
   * @throws ProtocolException at a length that is longer than it need be
   */
  void read(ByteBuffer bytes) {
    int at = bytes.position();
    while (at < bytes.limit()) {
      if (state == State.CONTENT) {
        long passed = Math.min(left, bytes.limit() - at);
        at += (int) passed;
        left -= passed;
        state = left == 0 ? State.KIND : State.CONTENT;
      } else {
        head(bytes.get(at) & 0xff);
        at++;
      }
    }
  }

  private void head(int next) {
    switch (state) {
      case KIND -> state = State.SHORT_LENGTH;
      case SHORT_LENGTH -> shortLength(next);
      default -> longLength(next);
    }
  }

  private void shortLength(int next) {
    mask = (next & MASKED) == 0 ? 0 : MASK_BYTES;
    length = next & LENGTH_BITS;
    if (length < TWO_BYTES) {
      skip();
      return;
    }
    wide = length == EIGHT_BYTES;
    left = wide ? Long.BYTES : Short.BYTES;
    length = 0;
    state = State.LONG_LENGTH;
  }

  private void longLength(int next) {
    length = length << Byte.SIZE | next;
    left--;
    if (left > 0) {
      return;
    }
    // One beyond 2^63 is Jetty's to refuse.
    if (length >= 0 && length < (wide ? LEAST_OF_EIGHT : TWO_BYTES)) {
      throw new ProtocolException("length is not minimal");
    }
    skip();
  }

  private void skip() {
    // Whatever length is claimed, the sum is no more than a long can hold.
    left = Math.min(Math.max(0, length), Long.MAX_VALUE - MASK_BYTES) + mask;
    state = left == 0 ? State.KIND : State.CONTENT;
  }
}
