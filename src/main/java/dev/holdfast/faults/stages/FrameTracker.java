package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Follows the frames of one direction of a WebSocket connection (RFC 6455, section 5.2) without
 * touching them, however the bytes are cut by the network.
 */
public final class FrameTracker {

  private static final int FIN = 0x80;
  private static final int RSV = 0x70;
  private static final int MASKED = 0x80;

  private final byte[] header = new byte[14];
  private int headerLength;
  private int lastHeaderLength;
  private boolean headerComplete;
  private long length;
  private long seen;
  private boolean text;

  /** Whether the next byte is a frame's first. */
  public boolean atBoundary() {
    return headerLength == 0;
  }

  /** Whether the current frame's header is known; else the next byte belongs to a header. */
  public boolean inPayload() {
    return headerComplete;
  }

  /** The payload length of the current frame, in bytes. */
  public long length() {
    return length;
  }

  /** How much of the current frame's payload has been seen, in bytes. */
  public long seen() {
    return seen;
  }

  /** Whether the current frame carries data, not control. */
  public boolean isData() {
    return opcode() < 8;
  }

  /** Whether the current frame carries text, be it as a later fragment. */
  public boolean isText() {
    return isData() && text;
  }

  /** Whether the current frame is its message's last. */
  public boolean isLast() {
    return (header[0] & FIN) != 0;
  }

  /**
   * Follows bytes from an index up to the end of the header, the end of the frame or the limit,
   * whichever comes first.
   *
   * @return the index after the last byte followed
   */
  public int advance(ByteBuf bytes, int from, int to) {
    int index = from;
    while (!headerComplete && index < to) {
      header[headerLength++] = bytes.getByte(index++);
      if (headerLength >= 2 && headerLength == headerSize()) {
        completeHeader();
        return index;
      }
    }
    int step = (int) Math.min(length - seen, to - index);
    seen += step;
    if (headerComplete && seen == length) {
      startFrame();
    }
    return index + step;
  }

  /** A byte of the payload, unmasked. */
  public int unmasked(byte wire, long position) {
    boolean masked = (header[1] & MASKED) != 0;
    byte key = masked ? header[headerLength - 4 + (int) (position % 4)] : 0;
    return (wire ^ key) & 0xff;
  }

  /**
   * The header that was completed last, as it came; right behind it, even if its frame is empty.
   */
  public ByteBuf headerBytes() {
    return Unpooled.copiedBuffer(header, 0, lastHeaderLength);
  }

  /** What has come of a header that is not complete. */
  public ByteBuf partOfHeader() {
    return Unpooled.copiedBuffer(header, 0, headerComplete ? 0 : headerLength);
  }

  /** A header for the first bytes of the current frame as a fragment that is not the last. */
  public ByteBuf fragmentHeader(long fragmentLength) {
    return header(header[0] & ~FIN, fragmentLength);
  }

  /** A header for the rest of the current frame, as its message's last fragment. */
  public ByteBuf continuationHeader(long restLength) {
    return header(FIN, restLength);
  }

  private ByteBuf header(int first, long payloadLength) {
    int masked = header[1] & MASKED;
    ByteBuf bytes = Unpooled.buffer(14).writeByte(first == FIN ? first & ~RSV : first);
    if (payloadLength < 126) {
      bytes.writeByte(masked | (int) payloadLength);
    } else if (payloadLength <= 0xffff) {
      bytes.writeByte(masked | 126).writeShort((int) payloadLength);
    } else {
      bytes.writeByte(masked | 127).writeLong(payloadLength);
    }
    return masked == 0 ? bytes : bytes.writeBytes(header, headerLength - 4, 4);
  }

  private int opcode() {
    return header[0] & 0x0f;
  }

  private int headerSize() {
    int shortLength = header[1] & 0x7f;
    int extended = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    return 2 + extended + ((header[1] & MASKED) != 0 ? 4 : 0);
  }

  private void completeHeader() {
    headerComplete = true;
    lastHeaderLength = headerLength;
    ByteBuf view = Unpooled.wrappedBuffer(header);
    int shortLength = header[1] & 0x7f;
    length =
        shortLength == 126
            ? view.getUnsignedShort(2)
            : shortLength == 127 ? view.getLong(2) & Long.MAX_VALUE : shortLength;
    if (opcode() == 1 || opcode() == 2) {
      text = opcode() == 1;
    }
    if (length == 0) {
      startFrame();
    }
  }

  private void startFrame() {
    headerComplete = false;
    headerLength = 0;
    length = 0;
    seen = 0;
  }
}
