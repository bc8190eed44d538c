package dev.holdfast.gate;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers the first request on each connection, takes the second in and ends the connection
 * instead, and remembers what all of them said.
 */
final class SilentServer implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  private SilentServer(ServerSocket server) {
    this.server = server;
  }

  static SilentServer open() throws IOException {
    SilentServer opened =
        new SilentServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(opened::serve, "silent-server");
    thread.setDaemon(true);
    thread.start();
    return opened;
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  /** What all requests said, in order. */
  List<String> bodies() {
    return bodies;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        bodies.add(body(socket.getInputStream()));
        socket.getOutputStream().write(ANSWER);
        bodies.add(body(socket.getInputStream()));
      } catch (IOException e) {
        // This client or the server is gone; the next one may come.
      }
    }
  }

  private static String body(InputStream in) throws IOException {
    String header = WelcomingServer.header(in);
    Matcher length = LENGTH.matcher(header);
    if (!length.find()) {
      throw new IOException("a request must tell how long it is");
    }
    return new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
  }
}
