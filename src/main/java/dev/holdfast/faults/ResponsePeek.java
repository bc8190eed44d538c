package dev.holdfast.faults;

import dev.holdfast.faults.stages.Stage;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Sees the server's answer to the upgrade pass, and tells when the connection is open. */
final class ResponsePeek extends Stage {

  private static final String SWITCHING = "HTTP/1.1 101";

  private final Handshake handshake;
  private final StringBuilder head = new StringBuilder();
  private boolean decided;

  ResponsePeek(Handshake handshake) {
    this.handshake = handshake;
  }

  @Override
  public void data(ByteBuf bytes) {
    if (decided) {
      pass(bytes);
      return;
    }
    int before = head.length();
    head.append(bytes.toString(StandardCharsets.ISO_8859_1));
    int end = head.indexOf(RequestPeek.END_OF_HEAD);
    if (end < 0) {
      decided = head.length() > RequestPeek.LONGEST_HEAD;
      pass(bytes);
      return;
    }
    decided = true;
    if (head.indexOf(SWITCHING) == 0) {
      open(bytes, end + RequestPeek.END_OF_HEAD.length() - before);
    } else {
      pass(bytes);
    }
    head.setLength(0);
    head.trimToSize();
  }

  private void open(ByteBuf bytes, int length) {
    pass(bytes.readRetainedSlice(length));
    Stage frames = handshake.opened();
    if (bytes.isReadable()) {
      frames.data(bytes);
    } else {
      bytes.release();
    }
  }
}
