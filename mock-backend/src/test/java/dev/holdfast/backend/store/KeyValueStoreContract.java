package dev.holdfast.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every shelf must do. */
abstract class KeyValueStoreContract {
  private static final Note FIRST = new Note("one", 1, null, Instant.parse("2026-03-01T10:00:00Z"));
  private static final Note SECOND =
      new Note("zwei \uD83D\uDE00 \uD800", 2, "x", Instant.parse("2026-03-01T10:00:00.123456789Z"));

  private Storage storage = new MemoryStorage();
  private KeyValueStore<Note> keyValues = storage.keyValues("notes", Note.class);

  /** A value with an optional part. */
  record Note(String text, int number, @Nullable String extra, Instant at) {}

  /** An empty storage. */
  abstract Storage open();

  @BeforeEach
  void openShelf() {
    storage = open();
    keyValues = storage.keyValues("notes", Note.class);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void hasNothingAtFirst() {
    assertThat(keyValues.get("k")).isEmpty();
    assertThat(keyValues.size()).isZero();
    assertThat(keyValues.replace("k", Optional.of(FIRST), Optional.of(SECOND))).isFalse();
    assertThat(keyValues.replace("k", Optional.empty(), Optional.empty())).isTrue();
  }

  @Test
  void replacesOnlyWhatIsAsExpected() {
    assertThat(keyValues.replace("k", Optional.empty(), Optional.of(FIRST))).isTrue();
    assertThat(keyValues.replace("k", Optional.empty(), Optional.of(SECOND))).isFalse();
    assertThat(keyValues.replace("k", Optional.of(SECOND), Optional.empty())).isFalse();
    assertThat(keyValues.get("k")).contains(FIRST);
    assertThat(keyValues.replace("k", Optional.of(FIRST), Optional.of(SECOND))).isTrue();
    assertThat(keyValues.get("k")).contains(SECOND);
    assertThat(keyValues.replace("k", Optional.of(SECOND), Optional.empty())).isTrue();
    assertThat(keyValues.get("k")).isEmpty();
    assertThat(keyValues.size()).isZero();
  }

  @Test
  void tellsAChangesBeforeAndAfter() {
    KeyValueStore.Change<Note> made = keyValues.change("k", before -> Optional.of(FIRST));
    KeyValueStore.Change<Note> changed = keyValues.change("k", before -> Optional.of(SECOND));

    assertThat(made).isEqualTo(new KeyValueStore.Change<>(Optional.empty(), Optional.of(FIRST)));
    assertThat(changed)
        .isEqualTo(new KeyValueStore.Change<>(Optional.of(FIRST), Optional.of(SECOND)));
  }

  @Test
  void keepsShelvesApart() {
    storage.keyValues("others", Note.class).replace("k", Optional.empty(), Optional.of(FIRST));

    assertThat(keyValues.get("k")).isEmpty();
  }

  @Test
  void visitsAllAndRemovesThoseThatAreDue() {
    keyValues.replace("a b", Optional.empty(), Optional.of(FIRST));
    keyValues.replace("c", Optional.empty(), Optional.of(SECOND));
    Map<String, Note> visited = new HashMap<>();
    keyValues.each(visited::put);

    keyValues.removeIf(note -> note.number() == 2);

    assertThat(visited).isEqualTo(Map.of("a b", FIRST, "c", SECOND));
    assertThat(keyValues.get("a b")).contains(FIRST);
    assertThat(keyValues.get("c")).isEmpty();
  }

  @Test
  void losesNoChangeOfManyHands()
      throws InterruptedException, ExecutionException, TimeoutException {
    ExecutorService hands = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int hand = 0; hand < 4; hand++) {
        done.add(hands.submit(() -> count(100)));
      }
      for (Future<?> each : done) {
        each.get(30, TimeUnit.SECONDS);
      }
    } finally {
      hands.shutdownNow();
    }
    assertThat(keyValues.get("k").orElseThrow().number()).isEqualTo(400);
  }

  private void count(int times) {
    for (int i = 0; i < times; i++) {
      keyValues.change(
          "k",
          before ->
              Optional.of(new Note("n", before.map(Note::number).orElse(0) + 1, null, FIRST.at())));
    }
  }
}
