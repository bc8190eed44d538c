package dev.holdfast.backend;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that does nothing by itself: it answers no ping and reads only when asked. */
final class RawSocket implements AutoCloseable {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final DataInputStream in;
  private final String response;

  RawSocket(URI uri, String... headers) {
    this(headers, uri, uri.getPath() + (uri.getQuery() == null ? "" : "?" + uri.getRawQuery()));
  }

  /** One that asks for a path that no URI has. */
  static RawSocket asking(URI uri, String target) {
    return new RawSocket(new String[0], uri, target);
  }

  private RawSocket(String[] headers, URI uri, String target) {
    try {
      socket = new Socket();
      socket.setReceiveBufferSize(8192);
      socket.connect(new java.net.InetSocketAddress(uri.getHost(), uri.getPort()));
      socket.setSoTimeout(PATIENCE_MILLIS);
      StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\n");
      request.append("Host: ").append(uri.getAuthority()).append("\r\n");
      request.append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
      request.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
      for (int i = 0; i < headers.length; i += 2) {
        request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
      }
      write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      in = new DataInputStream(socket.getInputStream());
      response = readHead();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Status line and headers of the answer to the upgrade. */
  String response() {
    return response;
  }

  /** One frame: its opcode, its text, and its close code if it is a close frame. */
  record Frame(int opcode, String text, int closeCode) {}

  Frame read() {
    try {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte() & 0x7f;
      long bytes = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
      byte[] payload = in.readNBytes((int) bytes);
      int code =
          opcode == CLOSE && bytes >= 2 ? ((payload[0] & 0xff) << 8) | (payload[1] & 0xff) : 0;
      return new Frame(opcode, new String(payload, StandardCharsets.UTF_8), code);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte readByte() {
    try {
      return in.readByte();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame of this kind; those before it are skipped. */
  Frame await(int opcode) {
    Frame frame = read();
    while (frame.opcode() != opcode) {
      frame = read();
    }
    return frame;
  }

  /** The close code that comes, or 1006 if the connection just ends. */
  int awaitClose() {
    try {
      return await(CLOSE).closeCode();
    } catch (UncheckedIOException e) {
      return 1006;
    }
  }

  /** Whether the server has ended the connection, read to its end. */
  boolean ended() {
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  RawSocket send(String text) {
    return send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one masked frame; the mask is zero, so that bytes stay as they are. */
  RawSocket send(int opcode, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write(0x80 | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    write(frame.toByteArray());
    return this;
  }

  /** Sends bytes that need not be a frame. */
  RawSocket sendBytes(int... bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(bytes.length);
    for (int next : bytes) {
      all.write(next);
    }
    write(all.toByteArray());
    return this;
  }

  /** Ends with a reset instead of a farewell. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
