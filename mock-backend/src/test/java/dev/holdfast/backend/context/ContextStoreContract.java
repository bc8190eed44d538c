package dev.holdfast.backend.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
abstract class ContextStoreContract {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private ContextStore store = new InMemoryContextStore();

  /** An empty store. */
  abstract ContextStore open();

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
    store.left("s-1", NOW);

    assertThat(store.load("s-1")).isEmpty();
    assertThat(store.leftAt("s-1")).isEmpty();
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
    AgentContext mine = clean.withUserMessage("m-1", "mine", AgentMemory.EMPTY, NOW);
    AgentContext yours = clean.withUserMessage("m-2", "yours", AgentMemory.EMPTY, NOW);
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
                first.revision(), first.withUserMessage("m", "late", AgentMemory.EMPTY, NOW)))
        .isFalse();
  }

  @Test
  void remembersSinceWhenASessionIsAwayAcrossCommits() {
    AgentContext clean = AgentContext.clean("s-1", "u-1", 1, NOW);
    store.commit(Revision.NONE, clean);
    store.left("s-1", NOW);
    store.commit(clean.revision(), clean.withUserMessage("m", "t", AgentMemory.EMPTY, NOW));

    assertThat(store.leftAt("s-1")).contains(NOW);
    store.returned("s-1");
    assertThat(store.leftAt("s-1")).isEmpty();
  }

  @Test
  void visitsThoseThatLeftBeforeAnInstantAndNobodyElse() {
    for (String id : List.of("early", "late", "here")) {
      store.commit(Revision.NONE, AgentContext.clean(id, "u-1", 1, NOW));
    }
    store.left("early", NOW.minusSeconds(10));
    store.left("late", NOW);

    List<String> visited = new ArrayList<>();
    store.eachLeftBefore(NOW, (context, leftAt) -> visited.add(context.sessionId()));

    assertThat(visited).containsExactly("early");
  }

  @Test
  void forgetsWhatIsRemoved() {
    store.commit(Revision.NONE, AgentContext.clean("s-1", "u-1", 1, NOW));

    store.remove("s-1");

    assertThat(store.load("s-1")).isEmpty();
    assertThat(store.count()).isZero();
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
      AgentContext next = seen.withUserMessage(name + i, "t", AgentMemory.EMPTY, NOW);
      won += store.commit(seen.revision(), next) ? 1 : 0;
    }
    return won;
  }
}
