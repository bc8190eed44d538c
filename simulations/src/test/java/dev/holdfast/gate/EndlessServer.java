package dev.holdfast.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens sessions and greets; then answers the first frame with one message in fragments that never
 * ends.
 */
final class EndlessServer implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
  private static final int TEXT = 0x81;
  private static final int TEXT_THAT_GOES_ON = 0x01;
  private static final int WHAT_GOES_ON = 0x00;
  private static final int SHORT_FRAME = 125;
  private static final int TWO_BYTES_OF_LENGTH = 126;
  private static final long BETWEEN_FRAGMENTS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ServerSocket server;
  private final AtomicInteger sessions = new AtomicInteger();

  private EndlessServer(ServerSocket server) {
    this.server = server;
  }

  static EndlessServer open() throws IOException {
    EndlessServer opened =
        new EndlessServer(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
    daemon(opened::serve);
    return opened;
  }

  String url() {
    return "ws://127.0.0.1:" + server.getLocalPort() + "/ws";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        daemon(() -> serve(socket));
      } catch (IOException e) {
        // The server is closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      while (true) {
        String header = WelcomingServer.header(socket.getInputStream());
        if (header.startsWith("POST")) {
          skipBody(header, socket.getInputStream());
          socket.getOutputStream().write(session());
        } else {
          socket.getOutputStream().write(WelcomingServer.answer(header));
          talk(socket.getInputStream(), socket.getOutputStream());
        }
      }
    } catch (IOException e) {
      // This client has gone away.
    }
  }

  private static void skipBody(String header, InputStream in) throws IOException {
    Matcher length = LENGTH.matcher(header);
    if (length.find()) {
      in.skipNBytes(Integer.parseInt(length.group(1)));
    }
  }

  private byte[] session() {
    int number = sessions.incrementAndGet();
    Instant now = Instant.now();
    String body =
        ("{'session_token':'t%d','refresh_token':'r%d','session_id':'s%d','user_id':'u',"
                + "'issued_at':'%s','expires_at':'%s','expires_in':900}")
            .formatted(number, number, number, now, now.plus(Duration.ofMinutes(15)))
            .replace('\'', '"');
    return ("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void talk(InputStream in, OutputStream out) throws IOException {
    String greeting =
        ("{'type':'connection_established','id':'0','payload':{'session_id':'s',"
                + "'session_recognized':false,'security_checks_passed':true,"
                + "'context_available':false,'location_change_detected':false,'version':0}}")
            .replace('\'', '"');
    send(out, TEXT, greeting);
    if (in.read() < 0) {
      throw new IOException("the client went away after the greeting");
    }
    send(out, TEXT_THAT_GOES_ON, "{");
    while (true) {
      LockSupport.parkNanos(BETWEEN_FRAGMENTS);
      send(out, WHAT_GOES_ON, " and on");
    }
  }

  private static void send(OutputStream out, int kind, String text) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(kind);
    if (text.length() <= SHORT_FRAME) {
      frame.write(text.length());
    } else {
      frame.write(TWO_BYTES_OF_LENGTH);
      frame.write(text.length() >> Byte.SIZE);
      frame.write(text.length());
    }
    frame.write(text.getBytes(StandardCharsets.US_ASCII));
    out.write(frame.toByteArray());
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "endless-server");
    thread.setDaemon(true);
    thread.start();
  }
}
