package dev.holdfast.backend.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.InMemoryContextStore;
import dev.holdfast.backend.context.Revision;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptedAgentTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final AgentPace LATER = new AgentPace(Duration.ofHours(1), Duration.ZERO);

  private final InMemoryContextStore store = new InMemoryContextStore();
  private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
  private final ScriptedAgent slow = agent(LATER);
  private final ScriptedAgent other = agent(AgentPace.INSTANT);

  @BeforeEach
  void begin() {
    store.commit(Revision.NONE, AgentContext.clean("s", "u", 1, NOW));
  }

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  @Test
  void aTurnThatAnotherBackendFinishedFirstIsVoid() {
    hear("m-1");
    Runnable ending = scheduler.getQueue().iterator().next();

    other.resume(context(), any -> true);
    assertThat(ids()).containsExactly("m-1", "m-1-answer");
    ending.run();

    assertThat(ids()).containsExactly("m-1", "m-1-answer");
    assertThat(context().toolCalls()).hasSize(1);
    assertThat(slow.inTurn("s")).isFalse();
  }

  @Test
  void aTurnThatIsNoLongerWantedLeavesNothingAndHoldsNobodyUp() {
    TurnListener unwanted =
        new TurnListener() {
          @Override
          public boolean wants(String turn) {
            return false;
          }

          @Override
          public void chunk(String turn, int number, String data, boolean last) {
            // Of no matter.
          }

          @Override
          public void completed(
              String turn, StoredMessage answer, ToolInvocation call, AgentContext after) {
            throw new AssertionError("completed " + turn);
          }
        };
    other.receive("s", 1, "m-1", "text", AgentMemory.EMPTY, true);

    other.answer("s", 1, context().unanswered().get(0), unwanted);

    assertThat(ids()).containsExactly("m-1");
    assertThat(other.inTurn("s")).isFalse();
  }

  /** A client that has its answer, and leaves at once, must not be taken for one in a turn. */
  @Test
  void aTurnIsOverForWhoeverHearsItsEnd() {
    List<Boolean> inTurn = new ArrayList<>();
    TurnListener leaving =
        new TurnListener() {
          @Override
          public void chunk(String turn, int number, String data, boolean last) {
            inTurn.add(other.inTurn("s"));
          }

          @Override
          public void completed(
              String turn, StoredMessage answer, ToolInvocation call, AgentContext after) {
            inTurn.add(other.inTurn("s"));
          }
        };
    other.receive("s", 1, "m-1", "text", AgentMemory.EMPTY, true);

    other.answer("s", 1, context().unanswered().get(0), leaving);

    assertThat(inTurn.subList(0, inTurn.size() - 1)).isNotEmpty().containsOnly(true);
    assertThat(inTurn.get(inTurn.size() - 1)).isFalse();
  }

  @Test
  void leavesAloneWhatItHasInHandItself() {
    hear("m-1");

    slow.resume(context(), any -> true);

    assertThat(scheduler.getQueue()).hasSize(1);
  }

  @Test
  void resumesOnlyWhatIsWanted() {
    hear("m-1");
    hear("m-2");

    other.resume(context(), "m-2"::equals);

    assertThat(ids()).containsExactly("m-1", "m-2", "m-2-answer");
    assertThat(context().unanswered()).extracting(StoredMessage::id).containsExactly("m-1");
  }

  @Test
  void whoHearsATurnThatAnotherBackendFinishesHearsThatAnswer() {
    hear("m-1");
    hear("m-2");
    Heard heard = new Heard();
    assertThat(slow.hear("s", 1, "m-1", 0, heard)).isTrue();
    Runnable beginning = scheduler.getQueue().iterator().next();

    other.resume(context(), any -> true);
    beginning.run();

    assertThat(heard.text).hasToString(contentOf("m-1-answer")).startsWith("Turn 1,");
    assertThat(heard.completed).containsExactly("m-1");
  }

  @Test
  void aTurnOfAnEarlierContextIsHeardByNobodyElse() {
    hear("m-1");

    assertThat(slow.hear("s", 2, "m-1", 0, new Heard())).isFalse();
    assertThat(slow.hear("s", 1, "m-2", 0, new Heard())).isFalse();
  }

  /** What was heard of a turn. */
  private static final class Heard implements TurnListener {
    private final StringBuilder text = new StringBuilder();
    private final List<String> completed = new ArrayList<>();

    @Override
    public void chunk(String turn, int number, String data, boolean last) {
      text.append(data);
    }

    @Override
    public void completed(
        String turn, StoredMessage answer, ToolInvocation call, AgentContext after) {
      completed.add(turn);
    }
  }

  private String contentOf(String id) {
    return context().history().stream()
        .filter(message -> message.id().equals(id))
        .findFirst()
        .orElseThrow()
        .content();
  }

  private void hear(String id) {
    Receipt receipt = slow.receive("s", 1, id, "text of " + id, AgentMemory.EMPTY, true);
    assertThat(receipt).isInstanceOf(Receipt.Committed.class);
    slow.answer("s", 1, ((Receipt.Committed) receipt).message(), TurnListener.NOBODY);
  }

  private AgentContext context() {
    return store.load("s").orElseThrow();
  }

  private List<String> ids() {
    return context().history().stream().map(StoredMessage::id).toList();
  }

  private ScriptedAgent agent(AgentPace pace) {
    return new ScriptedAgent(store, InstantSource.fixed(NOW), scheduler, pace, Long.MAX_VALUE);
  }
}
