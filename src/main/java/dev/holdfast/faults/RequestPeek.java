package dev.holdfast.faults;

import dev.holdfast.faults.stages.RequestHead;
import dev.holdfast.faults.stages.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the head of a connection's first request before any byte of it goes on. What does not
 * begin like a GET request goes on at once: it is no upgrade.
 */
final class RequestPeek extends Stage {

  /** In bytes; above what servers accept as a head. */
  static final int LONGEST_HEAD = 32 * 1024;

  static final String END_OF_HEAD = "\r\n\r\n";

  private static final byte[] GET = "GET ".getBytes(StandardCharsets.US_ASCII);

  private final Handshake handshake;
  private ByteBuf kept = Unpooled.EMPTY_BUFFER;
  private int headLength;
  private @Nullable RequestHead head;
  private boolean open;
  private boolean endHeld;

  RequestPeek(Handshake handshake) {
    this.handshake = handshake;
  }

  @Override
  public void data(ByteBuf bytes) {
    if (open) {
      pass(bytes);
      return;
    }
    kept = kept.isReadable() ? Unpooled.wrappedBuffer(kept, bytes) : bytes;
    if (head != null) {
      return;
    }
    if (!beginsLikeGet() || kept.readableBytes() > LONGEST_HEAD) {
      goOn();
      return;
    }
    String text = kept.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf(END_OF_HEAD);
    if (end >= 0) {
      headLength = end + END_OF_HEAD.length();
      RequestHead parsed = RequestHead.parse(text.substring(0, end), handshake.userHeader());
      head = parsed;
      handshake.requested(parsed, this::goOn);
    }
  }

  /** Lets what was kept go on: the head as it is, what follows it as frames if it is an upgrade. */
  void goOn() {
    open = true;
    ByteBuf all = kept;
    kept = Unpooled.EMPTY_BUFFER;
    RequestHead known = head;
    if (known != null && known.webSocket()) {
      FrameCutter frames = handshake.followRequests();
      frames.pass(all.readRetainedSlice(headLength));
      frames.data(all);
    } else if (all.isReadable()) {
      pass(all);
    }
    if (endHeld) {
      passEnd();
    }
  }

  private boolean beginsLikeGet() {
    for (int i = 0; i < Math.min(GET.length, kept.readableBytes()); i++) {
      if (kept.getByte(kept.readerIndex() + i) != GET[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void end() {
    if (open) {
      passEnd();
      return;
    }
    endHeld = true;
    if (head == null) {
      goOn();
    }
  }

  @Override
  public void discard() {
    open = true;
    kept.release();
    kept = Unpooled.EMPTY_BUFFER;
  }
}
