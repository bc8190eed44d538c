package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RequestDeadlineTest {
  private static final Duration DEADLINE = Duration.ofMillis(600);
  private static final Duration DRIP = Duration.ofMillis(50);
  private static final int MOST_DRIPS = 600;

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    RequestDeadline.on(connector, DEADLINE);
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(204);
            callback.succeeded();
            return true;
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    LifeCycle.stop(server);
  }

  @Test
  void aHeadThatDripsInIsNotWaitedForWithoutEnd() throws Exception {
    try (Socket socket = connect()) {
      write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
      assertThat(drip(socket)).as("the connection is ended").isLessThan(MOST_DRIPS);
    }
  }

  @Test
  void neitherIsOneThatRestsForLongBetweenItsBytes() throws Exception {
    try (Socket socket = connect()) {
      write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
      assertThat(drip(socket, DEADLINE.plus(DEADLINE.dividedBy(5)), 20))
          .as("the connection is ended")
          .isLessThan(20);
    }
  }

  @Test
  void neitherIsTheHeadOfALaterRequest() throws Exception {
    try (Socket socket = connect()) {
      write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
      assertThat(drip(socket)).as("the connection is ended").isLessThan(MOST_DRIPS);
    }
  }

  @Test
  void whoOnlyRestsBetweenRequestsIsServed() throws Exception {
    try (Socket socket = connect()) {
      for (int request = 0; request < 3; request++) {
        pause(DEADLINE.multipliedBy(2));
        write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        socket.getInputStream().skipNBytes(socket.getInputStream().available());
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** Sends a byte at a time until the server has had enough; how many it took. */
  private static int drip(Socket socket) throws InterruptedException {
    return drip(socket, DRIP, MOST_DRIPS);
  }

  private static int drip(Socket socket, Duration between, int most) throws InterruptedException {
    for (int drips = 0; drips < most; drips++) {
      try {
        write(socket, "a");
      } catch (IOException e) {
        return drips;
      }
      pause(between);
    }
    return most;
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** What a slow client does, not a wait for something to happen. */
  private static void pause(Duration time) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
