package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session is at home on every node: whichever it comes back to, and whatever becomes of the rest.
 */
class ClusterTest {
  private static final int NODES = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder = Path.of("");
  private static @Nullable Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    Assumptions.assumeTrue(
        Cluster.possible(),
        "redis-server or haproxy is missing: apt-get install redis-server haproxy");
    cluster = Cluster.up(folder, NODES, "--drain-time", "1s");
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      List<ProcessHandle> processes = cluster.processes();
      assertThat(processes).hasSize(NODES + 2);
      cluster.close();
      await("no process is left").atMost(PATIENCE).until(() -> none(processes));
      assertThat(folder.resolve("cluster")).doesNotExist();
    }
  }

  @Test
  void aReturnLandsOnAnotherNodeAndFindsItsContext() throws Exception {
    String token = token("u-return");
    assertThat(nodeOf(token)).isNotEqualTo(nodeOf(token));
    List<String> said = new ArrayList<>();
    for (int visit = 0; visit <= NODES; visit++) {
      TestClient client = TestClient.connect(cluster().door(), token);
      client.await("connection_established");
      assertThat(ids(client)).containsExactlyElementsOf(said);
      said.add("m-" + visit);
      said.add(client.turn("m-" + visit, "text").get("message_id").textValue());
      client.close();
    }
  }

  @Test
  void aNewerConnectionToAnotherNodeTakesTheSessionOver() throws Exception {
    String token = token("u-takeover");
    TestClient old = TestClient.connect(cluster().node(1), token);
    old.turn("m-1", "text");

    TestClient newer = TestClient.connect(cluster().node(2), token);

    assertThat(newer.await("context_status").get("disconnection_type").textValue())
        .isEqualTo("brief");
    assertThat(old.closeCode()).isEqualTo(4409);
    assertThat(ids(newer)).hasSize(2);
    newer.close();
  }

  @Test
  void aRevocationReachesTheNodeThatServesTheSession() throws Exception {
    String token = token("u-revoked");
    TestClient client = TestClient.connect(cluster().node(2), token);
    client.await("connection_established");

    post(cluster().node(1), "/auth/revoke", "{\"token\":\"" + token + "\"}");

    assertThat(client.closeCode()).isEqualTo(4401);
  }

  @Test
  void theProxysWordCountsForWhereAClientIs() throws Exception {
    String token = token("u-place");
    TestClient.connect(cluster().door(), token, "X-Forwarded-For", "203.0.113.7").close();

    JsonNode told = post(cluster().node(2), "/auth/introspect", "{\"token\":\"" + token + "\"}");

    assertThat(told.get("places").get(0).textValue()).startsWith("203.0.113.7");
  }

  @Test
  void nothingAcknowledgedIsLostWithANode() throws Exception {
    String token = token("u-killed");
    TestClient client = TestClient.connect(cluster().node(2), token);
    client.turn("m-1", "text");
    client.say("m-2", "text");
    client.await("message_ack");

    cluster().tell("kill", "2");
    client.closeCode();
    TestClient back = connectedAgain(token);

    assertThat(ids(back)).contains("m-1", "m-1-answer", "m-2").doesNotHaveDuplicates();
    back.close();
    cluster().tell("start", "2");
  }

  @Test
  void whoIsSentAwayByADrainFindsAllElsewhere() throws Exception {
    String token = token("u-drained");
    TestClient client = TestClient.connect(cluster().node(1), token);
    client.turn("m-1", "text");

    cluster().tell("stop", "1");
    assertThat(client.await("server_shutdown").get("reason").textValue()).isEqualTo("draining");
    assertThat(client.closeCode()).isEqualTo(1001);
    TestClient back = connectedAgain(token);

    assertThat(ids(back)).hasSize(2);
    back.close();
    cluster().tell("start", "1");
  }

  @Test
  @Tag("long")
  void aRollingRestartOfAllLosesNothing() throws Exception {
    List<RollingUser> users = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      users.add(new RollingUser(cluster().door(), token("u-roll-" + i)));
    }
    Thread roll = new Thread(() -> rolled(), "roll");
    roll.start();
    while (roll.isAlive()) {
      users.forEach(RollingUser::talk);
    }
    roll.join();

    for (RollingUser user : users) {
      assertThat(user.losses()).isPositive();
      assertThat(user.missing()).isEmpty();
    }
    assertThat(users.stream().mapToInt(RollingUser::owed).sum()).isGreaterThan(users.size());
  }

  private static void rolled() {
    try {
      cluster().tell("roll");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Cluster cluster() {
    if (cluster == null) {
      throw new IllegalStateException("the cluster was not started");
    }
    return cluster;
  }

  private static boolean none(List<ProcessHandle> processes) {
    return processes.stream().noneMatch(ProcessHandle::isAlive);
  }

  private static TestClient connectedAgain(String token) {
    return await("HAProxy has found a node that serves")
        .atMost(PATIENCE)
        .ignoreException(CompletionException.class)
        .until(
            () -> {
              TestClient client = TestClient.connect(cluster().door(), token);
              client.await("context_status");
              return client;
            },
            client -> true);
  }

  /** The node that serves the next connection of a session. */
  private static String nodeOf(String token) throws IOException {
    try (RawSocket socket = new RawSocket(cluster().door(), "Authorization", "Bearer " + token)) {
      return socket
          .response()
          .lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("x-holdfast-node:"))
          .findFirst()
          .orElseThrow(() -> new AssertionError(socket.response()));
    }
  }

  private static List<String> ids(TestClient client) {
    client.send("get_conversation_history", "q", "{}");
    return client.await("conversation_history").get("history").findValuesAsText("id");
  }

  private static String token(String userId) throws IOException, InterruptedException {
    return post(cluster().door(), "/auth/sessions", "{\"user_id\":\"" + userId + "\"}")
        .get("session_token")
        .textValue();
  }

  private static JsonNode post(URI socket, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://" + socket.getAuthority() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
  }
}
