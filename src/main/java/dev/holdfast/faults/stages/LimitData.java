package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;

/** Closes the connection after a number of bytes. */
public final class LimitData extends Stage {

  private final Runnable closeAtEnd;
  private long left;
  private boolean ended;

  /**
   * Lets so many bytes pass.
   *
   * @param closeAtEnd tells that the end which follows is one of the whole connection
   */
  public LimitData(long bytes, Runnable closeAtEnd) {
    this.left = bytes;
    this.closeAtEnd = closeAtEnd;
  }

  @Override
  public void data(ByteBuf bytes) {
    if (ended) {
      bytes.release();
      return;
    }
    int length = (int) Math.min(left, bytes.readableBytes());
    left -= length;
    bytes.writerIndex(bytes.readerIndex() + length);
    pass(bytes);
    if (left == 0) {
      ended = true;
      closeAtEnd.run();
      passEnd();
    }
  }
}
