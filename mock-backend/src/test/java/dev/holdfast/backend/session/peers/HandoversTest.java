package dev.holdfast.backend.session.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.store.KeyValueStore;
import dev.holdfast.backend.store.MemoryStorage;
import dev.holdfast.backend.store.Messenger;
import dev.holdfast.backend.store.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HandoversTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Holder FORMER = new Holder("n-2", "c-7");

  private final List<String> told = new CopyOnWriteArrayList<>();

  /** Memory, and a way to others that only keeps what they are told. */
  private record Spoken(Storage storage, List<String> told, boolean heard) implements Storage {
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
      return new Messenger() {
        @Override
        public boolean tell(String node, String message) {
          told.add(node + ": " + message);
          return heard;
        }

        @Override
        public void tellAll(String message) {
          told.add(message);
        }

        @Override
        public void listen(String node, Consumer<String> hearer, Runnable again) {
          // Nobody speaks here.
        }
      };
    }

    @Override
    public boolean waits() {
      return false;
    }

    @Override
    public void close() {
      storage.close();
    }
  }

  @Test
  void goesOnOnlyWhenTheFormerConnectionIsServedNoMore() {
    Handovers handovers = handovers(true, LONG);
    CompletableFuture<Void> over = CompletableFuture.runAsync(() -> handovers.from(FORMER, "s"));
    await("the former backend is asked").until(() -> told.equals(List.of("n-2: TAKEN c-7 n-1 s")));

    handovers.yielded("c-8", "s");
    handovers.yielded("c-7", "other");
    assertThat(over).isNotDone();
    handovers.yielded("c-7", "s");

    await("the handover is over").until(over::isDone);
  }

  @Test
  void doesNotWaitForABackendThatIsNotThere() {
    handovers(false, LONG).from(FORMER, "s");

    assertThat(told).hasSize(1);
  }

  @Test
  void goesOnAllTheSameWhenTheFormerBackendHangs() {
    handovers(true, Duration.ofMillis(20)).from(FORMER, "s");

    assertThat(told).hasSize(1);
  }

  @Test
  void readsEveryNoticeThatItWrites() {
    Notice taken = Notice.taken(FORMER, "n-1", "s with space");

    assertThat(Notice.parse(taken.text())).isEqualTo(taken);
    assertThat(Notice.parse(taken.yielded("n-2").text()))
        .isEqualTo(new Notice(Notice.Kind.YIELDED, "c-7", "n-2", "s with space"));
  }

  private Handovers handovers(boolean heard, Duration patience) {
    Storage storage = new Spoken(new MemoryStorage(), told, heard);
    return new Handovers(
        new Node("n-1", storage, InstantSource.system(), Duration.ofSeconds(1)), patience);
  }
}
