package dev.holdfast.backend.http;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Reads a request body without blocking, up to a size. Exactly one of the three outcomes is called,
 * once.
 */
final class BodyReader implements Runnable {
  private final Content.Source source;
  private final int largest;
  private final Outcome outcome;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long length;

  /** What becomes of a body. */
  record Outcome(Consumer<byte[]> read, Runnable tooLarge, Consumer<Throwable> lost) {}

  BodyReader(Content.Source source, int largest, Outcome outcome) {
    this.source = source;
    this.largest = largest;
    this.outcome = outcome;
  }

  /**
   * How much of a body is read although it is too large: closing a connection with bytes unread
   * resets it, and the reset may overtake the refusal.
   */
  static long mostRead(int largest) {
    return 8L * largest;
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        outcome.lost().accept(chunk.getFailure());
        return;
      }
      byte[] part = BufferUtil.toArray(chunk.getByteBuffer());
      boolean last = chunk.isLast();
      chunk.release();
      length += part.length;
      if (length <= largest) {
        bytes.writeBytes(part);
      } else if (last || length > mostRead(largest)) {
        outcome.tooLarge().run();
        return;
      }
      if (last) {
        outcome.read().accept(bytes.toByteArray());
        return;
      }
    }
  }
}
