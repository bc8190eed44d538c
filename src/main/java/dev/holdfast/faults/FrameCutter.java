package dev.holdfast.faults;

import dev.holdfast.faults.stages.FrameTracker;
import dev.holdfast.faults.stages.Stage;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Follows the frames that pass, and cuts one where it is told to. */
final class FrameCutter extends Stage {

  /** Splitting a masked payload at a multiple of four leaves the mask of both halves the same. */
  private static final int MASK = 4;

  private final FrameTracker tracker = new FrameTracker();
  private @Nullable Fault fault;
  private Runnable onCut = () -> {};
  private boolean active;
  private boolean cutAtFrameEnd;
  private long splitAt = -1;

  /**
   * Cuts at the fault's place in the next frame that has it. If a message has already been begun as
   * a fragment, the cut behind that one comes first, with the new action.
   *
   * @param action done just before the bytes behind the cut would be handed on
   */
  void arm(Fault where, Runnable action) {
    onCut = action;
    if (splitAt >= 0) {
      return;
    }
    handOnKept();
    fault = where;
    active = false;
    cutAtFrameEnd = false;
  }

  void disarm() {
    onCut = () -> {};
    // A frame that was announced shorter must still get its rest as a fragment.
    if (splitAt < 0) {
      handOnKept();
      fault = null;
    }
  }

  private void handOnKept() {
    if (active && fault == Fault.CUT_BETWEEN_FRAGMENTS) {
      pass(tracker.partOfHeader());
    }
  }

  @Override
  public void data(ByteBuf bytes) {
    while (bytes.isReadable()) {
      active |= fault != null && tracker.atBoundary();
      if (fault == null) {
        skip(bytes);
        pass(bytes);
        return;
      }
      step(bytes);
    }
    bytes.release();
  }

  private void skip(ByteBuf bytes) {
    int index = bytes.readerIndex();
    while (index < bytes.writerIndex()) {
      index = tracker.advance(bytes, index, bytes.writerIndex());
    }
  }

  /** One header, or one stretch of payload, of a time when a cut is due. */
  private void step(ByteBuf bytes) {
    if (!active) {
      take(bytes, bytes.writerIndex());
    } else if (fault == Fault.CUT_IN_HEADER) {
      take(bytes, bytes.readerIndex() + 1);
      cut();
    } else if (tracker.inPayload()) {
      payload(bytes);
    } else {
      header(bytes);
    }
  }

  private void header(ByteBuf bytes) {
    int from = bytes.readerIndex();
    int to = tracker.advance(bytes, from, bytes.writerIndex());
    if (fault != Fault.CUT_BETWEEN_FRAGMENTS) {
      pass(bytes.readRetainedSlice(to - from));
      return;
    }
    // Kept back until it is whole, since it may have to be another one.
    bytes.readerIndex(to);
    if (tracker.inPayload()) {
      betweenFragments();
    } else if (tracker.atBoundary()) {
      pass(tracker.headerBytes());
    }
  }

  private void betweenFragments() {
    boolean whole = tracker.isData() && tracker.isLast();
    cutAtFrameEnd = tracker.isData() && !tracker.isLast();
    if (whole && tracker.length() > MASK) {
      splitAt = Math.max(MASK, tracker.length() / 2 / MASK * MASK);
      pass(tracker.fragmentHeader(splitAt));
    } else {
      pass(tracker.headerBytes());
    }
  }

  private void payload(ByteBuf bytes) {
    long cutAt = placeOfCut(bytes);
    if (cutAt < 0) {
      boolean cutsHere = cutAtFrameEnd;
      take(bytes, bytes.writerIndex());
      if (cutsHere && tracker.atBoundary()) {
        cut();
      }
      return;
    }
    int step = (int) Math.min(bytes.readableBytes(), cutAt - tracker.seen());
    take(bytes, bytes.readerIndex() + step);
    if (tracker.seen() == cutAt) {
      ByteBuf rest = splitAt < 0 ? null : tracker.continuationHeader(tracker.length() - splitAt);
      cut();
      if (rest != null) {
        pass(rest);
      }
    }
  }

  /** Where in the payload to cut, in bytes from its start; negative for nowhere yet. */
  private long placeOfCut(ByteBuf bytes) {
    if (fault == Fault.CUT_IN_PAYLOAD) {
      return tracker.length() < 2 ? -1 : tracker.length() / 2;
    }
    if (fault == Fault.CUT_BETWEEN_FRAGMENTS) {
      return splitAt;
    }
    return tracker.isText() ? insideCharacter(bytes) : -1;
  }

  private long insideCharacter(ByteBuf bytes) {
    long position = tracker.seen();
    long end = Math.min(tracker.length(), position + bytes.readableBytes());
    for (int index = bytes.readerIndex(); position < end; index++, position++) {
      // Only the first byte of a character of several has its two highest bits set.
      if (tracker.unmasked(bytes.getByte(index), position) >= 0xc0) {
        return position + 1;
      }
    }
    return -1;
  }

  private void take(ByteBuf bytes, int to) {
    int from = bytes.readerIndex();
    int reached = tracker.advance(bytes, from, to);
    pass(bytes.readRetainedSlice(reached - from));
  }

  private void cut() {
    fault = null;
    splitAt = -1;
    cutAtFrameEnd = false;
    onCut.run();
  }
}
