package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that hold connections without ever asking for anything, beside users who are served. */
@Timeout(180)
class UnderAttackTest {
  private static final int HALF_OPEN = 2_500;
  private static final int DRIPPING = 200;
  private static final int USERS = 50;
  private static final String HALF = "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: webso";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TestBackend backend = new TestBackend();
  private final List<Socket> sockets = new ArrayList<>();
  private final ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() throws IOException {
    drips.shutdownNow();
    for (Socket socket : sockets) {
      socket.close();
    }
    backend.close();
  }

  @Test
  void usersAreServedBesideThousandsOfHalfOpenHandshakesAndDrips() throws Exception {
    for (int half = 0; half < HALF_OPEN; half++) {
      half();
    }
    List<Socket> dripping = new CopyOnWriteArrayList<>();
    for (int drip = 0; drip < DRIPPING; drip++) {
      dripping.add(half());
    }
    var unused =
        drips.scheduleWithFixedDelay(
            () -> dripping.removeIf(socket -> !takes(socket)), 0, 100, TimeUnit.MILLISECONDS);

    for (int user = 0; user < USERS; user++) {
      TestClient client = backend.connect(backend.token("u-" + user));
      client.await("connection_established");
      assertThat(client.turn("m-1", "text").get("content").textValue()).isNotEmpty();
      client.close();
    }

    await("nobody drips for ever").atMost(PATIENCE).until(dripping::isEmpty);
    assertThat(backend.metric("holdfast_backend_handshakes_total{result=\"accepted\"}"))
        .isEqualTo(USERS);
  }

  private Socket half() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), backend.uri().getPort());
    sockets.add(socket);
    socket.getOutputStream().write(HALF.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static boolean takes(Socket socket) {
    try {
      socket.getOutputStream().write('a');
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
