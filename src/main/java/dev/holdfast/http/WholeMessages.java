package dev.holdfast.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Joins the parts in which the JDK's WebSocket hands messages out. For one connection. */
public final class WholeMessages {

  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** The message that ends with that part; empty where more is to follow. */
  public Optional<String> text(CharSequence part, boolean last) {
    text.append(part);
    if (!last) {
      return Optional.empty();
    }
    String whole = text.toString();
    text.setLength(0);
    return Optional.of(whole);
  }

  /** The same of bytes. */
  public Optional<byte[]> bytes(ByteBuffer part, boolean last) {
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    bytes.writeBytes(copy);
    if (!last) {
      return Optional.empty();
    }
    byte[] whole = bytes.toByteArray();
    bytes.reset();
    return Optional.of(whole);
  }
}
