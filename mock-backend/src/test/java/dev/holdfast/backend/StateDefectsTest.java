package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backend.defects.Defect;
import dev.holdfast.backend.defects.DefectPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each defect of state and retention at its harm, and none of any at rate 0. */
class StateDefectsTest extends DefectScenario {

  @Test
  void greetsWarmlyAndHasNothing() {
    seed("warm-greeting-empty-context");
    conversed();

    TestClient client = returned();

    assertThat(client.ask("get_conversation_history").get("history")).isEmpty();
    assertThat(client.ask("get_agent_context").get("context").get("tool_call_history")).isEmpty();
    assertThat(client.ask("context_check").get("session_recognized").booleanValue()).isTrue();
    assertInjected("warm-greeting-empty-context", 1);
  }

  @Test
  void showsAnOlderSnapshotAsAWhole() {
    seed("stale-context");
    conversed();

    TestClient client = returned();

    JsonNode history = client.ask("get_conversation_history");
    JsonNode context = client.ask("get_agent_context");
    assertThat(history.get("version").longValue()).isEqualTo(2);
    assertThat(context.get("version").longValue()).isEqualTo(2);
    assertThat(history.get("history")).hasSize(2);
    assertThat(context.get("context").get("tool_call_history")).hasSize(1);
  }

  @Test
  void savesOnlyWhenItSawACleanClose() {
    seed("saves-on-clean-close-only");
    conversed();
    TestClient clean = returned();
    assertThat(ids(clean)).hasSize(4);
    clean.turn("m-3", "three");
    clean.abort();
    awaitGone();

    assertThat(ids(returned())).hasSize(4);
    assertInjected("saves-on-clean-close-only", 1);
  }

  @Test
  void savesOnlyWhatItSawEnd() {
    seed("saves-on-disconnect");
    conversed();
    TestClient halfOpen = returned();
    assertThat(ids(halfOpen)).hasSize(4);
    halfOpen.turn("m-3", "three");

    TestClient back = connect(HERE);
    back.await("context_status");
    assertThat(ids(back)).hasSize(4);
    assertInjected("saves-on-disconnect", 1);
  }

  @Test
  void savesOnDisconnectWhateverTheClientSawOfIt() {
    seed("saves-on-disconnect");
    conversed();
    TestClient cut = returned();
    cut.turn("m-3", "three");
    cut.abort();
    awaitGone();

    assertThat(ids(returned())).hasSize(6);
    assertInjected("saves-on-disconnect", 0);
  }

  @Test
  void tearsTheWorkflowFromTheMemory() {
    seed("torn-context");
    conversed();

    JsonNode memory = memory(returned());

    assertThat(memory.get("variables").get("last_turn").textValue()).isEqualTo("m-2");
    assertThat(memory.get("workflow_state").get("current_step").intValue()).isEqualTo(2);
  }

  @Test
  void losesAVariable() {
    seed("lost-memory");
    conversed();

    assertThat(memory(returned()).get("variables")).isEmpty();
  }

  @Test
  void losesAStepOfTheWorkflow() {
    seed("lost-workflow-step");
    conversed();

    JsonNode workflow = memory(returned()).get("workflow_state");

    assertThat(workflow.get("current_step").intValue()).isEqualTo(2);
    assertThat(workflow.get("pending_steps")).hasSize(2);
  }

  @Test
  void losesAToolCall() {
    seed("lost-tool-call");
    conversed();

    assertThat(toolCalls(returned())).hasSize(1);
  }

  @Test
  void repeatsAToolCallUnderANewId() {
    seed("repeated-tool-call");
    conversed();

    JsonNode calls = toolCalls(returned());

    assertThat(calls).hasSize(3);
    assertThat(calls.get(2).get("turn")).isEqualTo(calls.get(1).get("turn"));
    assertThat(calls.get(2).get("tool")).isEqualTo(calls.get(1).get("tool"));
    assertThat(calls.get(2).get("tool_call_id")).isNotEqualTo(calls.get(1).get("tool_call_id"));
  }

  @Test
  void expiresEarly() {
    seed("expired-early");
    conversed();

    assertThat(expired(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void expiresOneTickEarlyOnlyNearTheLimit() {
    seed("expired-one-tick-early");
    conversed();

    assertThat(expired(Duration.ofSeconds(296))).isFalse();
    assertThat(expired(Duration.ofSeconds(298))).isTrue();
  }

  @Test
  void outlivesItsTime() {
    seed("not-expired");
    conversed();

    assertThat(expired(Duration.ofHours(1))).isFalse();
    assertThat(ids(returned())).hasSize(4);
  }

  @Test
  void outlivesItsTimeByOneTickOnly() {
    seed("not-expired-one-tick-late");
    conversed();

    assertThat(expired(Duration.ofSeconds(302))).isFalse();
    assertThat(expired(Duration.ofSeconds(304))).isTrue();
  }

  @Test
  void leaksAtEachReturn() {
    seed("context-leak");
    conversed();
    returned();
    returned();

    assertInjected("context-leak", 2);
  }

  @Test
  void leavesADescriptorOpenAtEachReturn() {
    seed("descriptor-leak");
    conversed();
    double before = openFilesOnceSettled();
    for (int at = 0; at < 20; at++) {
      returned();
    }

    assertInjected("descriptor-leak", 20);
    // Some that were open before for other reasons may have been closed since.
    assertThat(openFiles()).isGreaterThanOrEqualTo(before + 15);
  }

  private double openFiles() {
    return backend.metric("process_open_fds");
  }

  /** What earlier tests of this process left to be closed is closed. */
  private double openFilesOnceSettled() {
    double[] seen = {openFiles()};
    await("no file is closed any more")
        .pollInterval(Duration.ofMillis(500))
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              double before = seen[0];
              seen[0] = openFiles();
              return seen[0] >= before;
            });
    return seen[0];
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void doesNoHarmAtRateZero(Defect defect) {
    backend.close();
    backend =
        new TestBackend(
            options ->
                Options.defective(
                    options, new DefectPlan(Map.of(defect, Double.MIN_VALUE), Map.of(), 1)));
    session = backend.openSession("u-1");
    List<String> before = conversed();

    TestClient client = connect(THERE);

    assertThat(client.await("context_status").get("context_preserved").booleanValue()).isTrue();
    assertThat(ids(client)).isEqualTo(before);
    assertThat(memory(client).get("workflow_state").get("current_step").intValue()).isEqualTo(3);
    assertInjected(defect.id(), 0);
  }
}
