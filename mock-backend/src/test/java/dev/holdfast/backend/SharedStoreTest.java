package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.store.KeyValueStore;
import dev.holdfast.backend.store.Messenger;
import dev.holdfast.backend.store.RedisProcess;
import dev.holdfast.backend.store.Storage;
import dev.holdfast.backend.store.Storages;
import dev.holdfast.backend.store.StoreAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two backends that share a Redis server are one to their users. */
class SharedStoreTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder = Path.of("");
  private @Nullable RedisProcess redis;
  private @Nullable TestBackend here;
  private @Nullable TestBackend there;

  /** A storage through which nobody is heard until the way is there again. */
  private record DeafStorage(Storage storage, AtomicReference<Runnable> again) implements Storage {
    @Override
    public ContextStore contexts() {
      return storage.contexts();
    }

    @Override
    public <V> KeyValueStore<V> keyValues(String name, Class<V> type) {
      return storage.keyValues(name, type);
    }

    @Override
    public Messenger messenger() {
      Messenger speaking = storage.messenger();
      return new Messenger() {
        @Override
        public boolean tell(String node, String message) {
          return speaking.tell(node, message);
        }

        @Override
        public void tellAll(String message) {
          speaking.tellAll(message);
        }

        @Override
        public void listen(String node, Consumer<String> hearer, Runnable whenAgain) {
          again.set(whenAgain);
        }
      };
    }

    @Override
    public boolean waits() {
      return storage.waits();
    }

    @Override
    public void close() {
      storage.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    Assumptions.assumeTrue(
        RedisProcess.installed(), "redis-server is not installed: apt-get install redis-server");
    redis = RedisProcess.start(folder);
    here = new TestBackend(options -> Options.kept(options, address()));
    there = new TestBackend(options -> Options.kept(options, address()));
  }

  @AfterEach
  void stop() {
    for (AutoCloseable each : new AutoCloseable[] {here, there, redis}) {
      try {
        if (each != null) {
          each.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void theNewerConnectionTakesOverFromTheOtherBackend() {
    String token = here().token("u-1");
    TestClient old = here().connect(token);
    old.turn("m-1", "one");

    TestClient newer = there().connect(token);
    JsonNode status = newer.await("context_status");

    assertThat(old.closeCode()).isEqualTo(4409);
    assertThat(status.get("disconnection_type").textValue()).isEqualTo("brief");
    assertThat(newer.turn("m-2", "two").get("version").longValue()).isEqualTo(4);
    assertThat(old.read())
        .noneMatch(frame -> frame.get("type").textValue().equals("agent_response"));
    assertThat(connected(here(), token)).isTrue();
    newer.close();
    await("the end was noted").atMost(PATIENCE).until(() -> !connected(here(), token));
  }

  @Test
  void aMissedTakeoverIsMadeUpForWhenTheWayIsThereAgain() {
    AtomicReference<Runnable> again = new AtomicReference<>(() -> {});
    try (TestBackend deaf =
        new TestBackend(
            options -> Options.kept(options, address()),
            new DeafStorage(Storages.open(address()), again))) {
      String token = deaf.token("u-1");
      TestClient old = deaf.connect(token);
      old.turn("m-1", "one");
      TestClient other = deaf.connect(deaf.token("u-2"));
      other.await("connection_established");
      there().connect(token).await("context_status");
      assertThat(old.ask("ping")).isNotNull();

      Objects.requireNonNull(again.get()).run();

      assertThat(old.closeCode()).isEqualTo(4409);
      assertThat(other.ask("ping")).isNotNull();
      assertThat(other.closed()).isFalse();
    }
  }

  @Test
  void theGapBeginsWhereTheConnectionEndedAndEndsWhereItReturns() {
    String token = here().token("u-1");
    TestClient client = here().connect(token);
    client.turn("m-1", "one");
    client.close();
    await("the end was noted").atMost(PATIENCE).until(() -> !connected(there(), token));
    there().move(Duration.ofMinutes(2));

    TestClient back = there().connect(token);

    assertThat(back.await("context_status").get("disconnection_type").textValue())
        .isEqualTo("medium");
  }

  @Test
  void aRevokedSessionIsRevokedEverywhere() {
    String token = here().token("u-1");
    TestClient client = here().connect(token);
    client.await("connection_established");

    there().post("/auth/revoke", "{\"token\":\"" + token + "\"}");

    assertThat(client.closeCode()).isEqualTo(4401);
    JsonNode told = here().post("/auth/introspect", "{\"token\":\"" + token + "\"}").body();
    assertThat(told.get("active").booleanValue()).isFalse();
  }

  @Test
  void whatIsLeftAtOneBackendReachesWhoIsConnectedToTheOther() {
    JsonNode session = here().openSession("u-1");
    TestClient client = there().connect(session.get("session_token").textValue());
    client.await("connection_established");

    here()
        .post(
            "/admin/mailbox/" + session.get("session_id").textValue(),
            "{\"message_id\":\"m-1\",\"content\":\"x\"}");

    assertThat(client.await("notification").get("message_id").textValue()).isEqualTo("m-1");
  }

  @Test
  void aRefreshTokenIsGoodOnceInAll() {
    JsonNode session = here().openSession("u-1");
    String body = "{\"refresh_token\":\"" + session.get("refresh_token").textValue() + "\"}";

    assertThat(there().post("/auth/refresh", body).status()).isEqualTo(200);
    assertThat(here().post("/auth/refresh", body).status()).isEqualTo(401);
    assertThat(
            here()
                .post("/auth/introspect", "{\"token\":" + session.get("session_token") + "}")
                .body()
                .get("active")
                .booleanValue())
        .isFalse();
  }

  @Test
  void aStoreThatIsAwayCostsTheConnectionButNothingThatWasAcknowledged() throws Exception {
    String token = here().token("u-1");
    TestClient client = here().connect(token);
    client.turn("m-1", "one");
    redis().kill();

    client.say("m-2", "two");
    assertThat(client.closeCode()).isEqualTo(1011);
    assertThat(here().post("/auth/sessions", "{\"user_id\":\"u-2\"}").status()).isEqualTo(503);
    redis().startAgain();
    TestClient back =
        await("the store is there again")
            .atMost(PATIENCE)
            .ignoreExceptions()
            .until(() -> here().connect(token), any -> true);

    back.send("get_conversation_history", "q", "{}");
    assertThat(back.await("conversation_history").get("history").findValuesAsText("id"))
        .contains("m-1", "m-1-answer");
  }

  private static boolean connected(TestBackend backend, String token) {
    String session =
        backend
            .post("/auth/introspect", "{\"token\":\"" + token + "\"}")
            .body()
            .get("session_id")
            .textValue();
    return backend.get("/admin/sessions/" + session).body().get("connected").booleanValue();
  }

  private StoreAddress address() {
    return redis().address(0);
  }

  private RedisProcess redis() {
    return Objects.requireNonNull(redis);
  }

  private TestBackend here() {
    return Objects.requireNonNull(here);
  }

  private TestBackend there() {
    return Objects.requireNonNull(there);
  }
}
