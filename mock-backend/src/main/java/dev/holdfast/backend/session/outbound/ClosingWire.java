package dev.holdfast.backend.session.outbound;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A wire that is closed once, and knows since when it waits for its peer's answer to that. */
public final class ClosingWire implements Wire {
  private static final long OPEN = 0;

  private final Wire wire;
  private final LongSupplier nanoTime;
  private final AtomicLong closing = new AtomicLong(OPEN);

  public ClosingWire(Wire wire, LongSupplier nanoTime) {
    this.wire = wire;
    this.nanoTime = nanoTime;
  }

  @Override
  public void write(String text, WriteEnded ended) {
    wire.write(text, ended);
  }

  @Override
  public void ping() {
    wire.ping();
  }

  @Override
  public void pong(ByteBuffer payload) {
    wire.pong(payload);
  }

  @Override
  public void close(CloseCode code, String reason) {
    long now = nanoTime.getAsLong();
    // The one instant that would mean "open" counts as the next.
    if (closing.compareAndSet(OPEN, now == OPEN ? 1 : now)) {
      wire.close(code, reason);
    }
  }

  @Override
  public void disconnect() {
    wire.disconnect();
  }

  /** Whether a close frame has been unanswered for this long. */
  public boolean closingFor(long nanos) {
    long since = closing.get();
    return since != OPEN && nanoTime.getAsLong() - since >= nanos;
  }

  public boolean closing() {
    return closing.get() != OPEN;
  }
}
