package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.faults.stages.Ending;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;

/** One end of a connection, on a raw socket; every wait ends after 10 s. */
final class Peer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  /** Long enough for what a broken proxy would let through on loopback. */
  private static final int SILENCE_MILLIS = 300;

  final Socket socket;

  Peer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  static Peer connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    return new Peer(socket);
  }

  /**
   * How a new connection to the port ends. A reset may come before connecting has returned, in
   * which case connecting itself tells of it; a refusal is still a failure.
   */
  static Ending endingOfConnection(int port) throws IOException {
    try (Peer peer = connect(port)) {
      return peer.ending();
    } catch (ConnectException refused) {
      throw refused;
    } catch (SocketException reset) {
      return Ending.RST;
    }
  }

  /**
   * Waits until nobody listens at the port. The kernel accepts connections for a moment after a
   * listener was closed: Java gives the socket back only when its selector is next asked.
   */
  static void awaitRefusal(int port) {
    Awaitility.await("port " + port + " refuses")
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> connect(port).close())
                    .isInstanceOf(ConnectException.class));
  }

  Peer send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  Peer send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] read(int length) throws IOException {
    return socket.getInputStream().readNBytes(length);
  }

  String readText(int length) throws IOException {
    return new String(read(length), StandardCharsets.UTF_8);
  }

  /** Up to the empty line of a head. */
  String readHead() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** What comes after all bytes read so far: FIN, RST or silence; a byte is a failure. */
  Ending ending() throws IOException {
    return ending(PATIENCE_MILLIS);
  }

  boolean isSilent() throws IOException {
    return ending(SILENCE_MILLIS) == Ending.SILENCE;
  }

  private Ending ending(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      int next = socket.getInputStream().read();
      if (next >= 0) {
        throw new AssertionError("a byte arrived: " + next);
      }
      return Ending.FIN;
    } catch (SocketTimeoutException e) {
      return Ending.SILENCE;
    } catch (SocketException e) {
      return Ending.RST;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  void finish() throws IOException {
    socket.shutdownOutput();
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
