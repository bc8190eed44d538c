package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A stage that hands each piece on at its own time, in order. Timers are exact to about 1 ms. */
abstract class Paced extends Stage {

  private record Piece(ByteBuf bytes, long due) {}

  private final Lane lane;
  private final LongSupplier nanoTime;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private boolean endHeld;
  private boolean scheduled;
  private long lastDue;

  Paced(Lane lane, LongSupplier nanoTime) {
    this.lane = lane;
    this.nanoTime = nanoTime;
    this.lastDue = nanoTime.getAsLong();
  }

  /** Hands the piece on some nanoseconds from now, never before an earlier piece. */
  final void in(long nanos, ByteBuf bytes) {
    add(bytes, nanoTime.getAsLong() + nanos);
  }

  /** Hands the piece on some nanoseconds after the one before it. */
  final void after(long nanos, ByteBuf bytes) {
    long now = nanoTime.getAsLong();
    add(bytes, (lastDue - now > 0 ? lastDue : now) + nanos);
  }

  private void add(ByteBuf bytes, long due) {
    lastDue = due - lastDue > 0 ? due : lastDue;
    pieces.add(new Piece(bytes, lastDue));
    lane.hold(bytes.readableBytes());
    schedule();
  }

  private void schedule() {
    Piece first = pieces.peek();
    if (first != null && !scheduled) {
      scheduled = true;
      lane.later(first.due() - nanoTime.getAsLong(), this::ripen);
    }
  }

  private void ripen() {
    scheduled = false;
    // A timer may fire a fraction of a millisecond early.
    long now = nanoTime.getAsLong() + TimeUnit.MICROSECONDS.toNanos(50);
    for (Piece first = pieces.peek(); first != null; first = pieces.peek()) {
      if (first.due() - now > 0) {
        break;
      }
      pieces.remove();
      handOn(first);
    }
    if (pieces.isEmpty() && endHeld) {
      endHeld = false;
      passEnd();
    }
    schedule();
  }

  private void handOn(Piece piece) {
    lane.hold(-piece.bytes().readableBytes());
    pass(piece.bytes());
  }

  @Override
  public final void end() {
    if (pieces.isEmpty()) {
      passEnd();
    } else {
      endHeld = true;
    }
  }

  @Override
  final void release() {
    for (Piece first = pieces.poll(); first != null; first = pieces.poll()) {
      handOn(first);
    }
    if (endHeld) {
      endHeld = false;
      passEnd();
    }
  }

  @Override
  public final void discard() {
    for (Piece first = pieces.poll(); first != null; first = pieces.poll()) {
      lane.hold(-first.bytes().readableBytes());
      first.bytes().release();
    }
    endHeld = false;
  }
}
