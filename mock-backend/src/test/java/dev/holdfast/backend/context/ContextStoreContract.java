package dev.holdfast.backend.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do. */
public abstract class ContextStoreContract {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private ContextStore store = new InMemoryContextStore();

  /** An empty store. */
  protected abstract ContextStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void knowsNothingOfASessionThatWasNeverCommitted() {
    assertThat(store.load("s-1")).isEmpty();
    assertThat(store.remove("s-1", new Revision(1, 0))).isFalse();
    assertThat(store.count()).isZero();
    assertThat(store.estimatedBytes()).isZero();
  }

  @Test
  void loadsWhatWasCommitted() {
    AgentContext context = RetentionPolicyTest.turns(3);
    store.commit(Revision.NONE, AgentContext.clean("s-1", "u-1", 1, NOW));
    store.commit(new Revision(1, 0), context);

    assertThat(store.load("s-1")).contains(context);
    assertThat(store.count()).isOne();
    assertThat(store.estimatedBytes()).isGreaterThan(500);
  }

  @Test
  void refusesACommitThatBuildsOnAPassedRevision() {
    AgentContext clean = AgentContext.clean("s-1", "u-1", 1, NOW);
    AgentContext mine = clean.withUserMessage("m-1", "mine", AgentMemory.EMPTY, false, NOW);
    AgentContext yours = clean.withUserMessage("m-2", "yours", AgentMemory.EMPTY, false, NOW);
    assertThat(store.commit(Revision.NONE, clean)).isTrue();
    assertThat(store.commit(clean.revision(), mine)).isTrue();

    assertThat(store.commit(clean.revision(), yours)).isFalse();
    assertThat(store.commit(Revision.NONE, clean)).isFalse();
    assertThat(store.load("s-1")).contains(mine);
  }

  @Test
  void tellsTheSameVersionsOfTwoIncarnationsApart() {
    AgentContext first = AgentContext.clean("s-1", "u-1", 1, NOW);
    AgentContext second = AgentContext.clean("s-1", "u-1", 2, NOW);
    store.commit(Revision.NONE, first);
    store.commit(first.revision(), second);

    assertThat(
            store.commit(
                first.revision(),
                first.withUserMessage("m", "late", AgentMemory.EMPTY, false, NOW)))
        .isFalse();
  }

  @Test
  void keepsSessionsApart() {
    AgentContext mine = AgentContext.clean("s-1", "u-1", 1, NOW);
    AgentContext yours = AgentContext.clean("s-2", "u-2", 1, NOW);
    store.commit(Revision.NONE, mine);
    store.commit(Revision.NONE, yours);

    store.commit(
        yours.revision(), yours.withUserMessage("m-1", "t", AgentMemory.EMPTY, false, NOW));
    store.remove("s-2", new Revision(1, 1));

    assertThat(store.load("s-1")).contains(mine);
    assertThat(store.load("s-2")).isEmpty();
    assertThat(store.count()).isOne();
  }

  @Test
  void keepsEveryCharacterAndEveryDigitOfTime() {
    String odd = "\u0000\u001f\"\\\n ü 漢 \uD83D\uDE00 lone \uD800 \u2028 {redis}";
    AgentMemory memory =
        new AgentMemory(
            Map.of("k " + odd, ScalarValue.text(odd)),
            Map.of("n", ScalarValue.literal("1.50"), "t", ScalarValue.literal("true")));
    AgentContext context =
        AgentContext.clean("s-1", odd, 1, NOW.plusNanos(123_456_789))
            .withUserMessage("m-1", odd, memory, false, NOW.plusNanos(1));
    store.commit(Revision.NONE, context);

    assertThat(store.load("s-1")).contains(context);
  }

  @Test
  void keepsAContextOfThousandsOfMessages() {
    AgentContext context = RetentionPolicyTest.turns(1_000);
    store.commit(Revision.NONE, context);

    assertThat(store.load("s-1")).contains(context);
    assertThat(store.estimatedBytes()).isGreaterThan(200_000);
  }

  @Test
  void forgetsWhatIsRemovedUnlessItHasGoneOn() {
    AgentContext clean = AgentContext.clean("s-1", "u-1", 1, NOW);
    AgentContext next = clean.withUserMessage("m-1", "t", AgentMemory.EMPTY, false, NOW);
    store.commit(Revision.NONE, clean);
    store.commit(clean.revision(), next);

    assertThat(store.remove("s-1", clean.revision())).isFalse();
    assertThat(store.load("s-1")).contains(next);
    assertThat(store.remove("s-1", next.revision())).isTrue();
    assertThat(store.load("s-1")).isEmpty();
    assertThat(store.count()).isZero();
    assertThat(store.estimatedBytes()).isZero();
    assertThat(store.commit(Revision.NONE, clean)).isTrue();
  }

  @Test
  void letsExactlyOneOfManyRacersWinEachVersion()
      throws InterruptedException, ExecutionException, TimeoutException {
    store.commit(Revision.NONE, AgentContext.clean("s-1", "u-1", 1, NOW));
    ExecutorService racers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> wins = new ArrayList<>();
      for (int racer = 0; racer < 4; racer++) {
        String name = "r" + racer + "-";
        wins.add(racers.submit(() -> race(name)));
      }
      int won = 0;
      for (Future<Integer> win : wins) {
        won += win.get(20, TimeUnit.SECONDS);
      }
      AgentContext end = store.load("s-1").orElseThrow();
      assertThat(end.version()).isEqualTo(won);
      assertThat(end.history()).hasSize(won);
    } finally {
      racers.shutdownNow();
    }
  }

  private int race(String name) {
    int won = 0;
    for (int i = 0; i < 100; i++) {
      AgentContext seen = store.load("s-1").orElseThrow();
      AgentContext next = seen.withUserMessage(name + i, "t", AgentMemory.EMPTY, false, NOW);
      won += store.commit(seen.revision(), next) ? 1 : 0;
    }
    return won;
  }
}
