package dev.holdfast.backend.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backend.context.WorkflowState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentScriptTest {
  private final AgentScript script = new AgentScript();

  @Test
  void walksThroughTheFiveStepsAndBegins() {
    assertThat(script.workflowAfter(1).currentStep()).isEqualTo(2);
    assertThat(script.workflowAfter(2))
        .isEqualTo(new WorkflowState(3, 5, List.of("analysis", "recommendations")));
    assertThat(script.workflowAfter(4)).isEqualTo(new WorkflowState(5, 5, List.of()));
    assertThat(script.workflowAfter(5).currentStep()).isOne();
  }

  @Test
  void answersTheSameTurnAlwaysTheSameAndQuotesTheMessage() {
    assertThat(script.answer(7, "Gr\u00fc\u00dfe \ud83d\ude80"))
        .isEqualTo(script.answer(7, "Gr\u00fc\u00dfe \ud83d\ude80"))
        .contains("Gr\u00fc\u00dfe \ud83d\ude80");
  }

  @Test
  void streamsAnAnswerInPiecesThatJoinToItAndSplitNoCharacter() {
    String answer = script.answer(1, "\ud83d\ude80".repeat(200));

    List<String> chunks = script.chunks(answer);

    assertThat(String.join("", chunks)).isEqualTo(answer);
    assertThat(chunks)
        .hasSizeGreaterThan(3)
        .noneMatch(chunk -> Character.isHighSurrogate(chunk.charAt(chunk.length() - 1)));
  }

  @Test
  void streamsAnAnswerOfTwoMebibytesInPiecesOfEightKibibytes() {
    List<String> chunks = script.chunks("x".repeat(2 << 20));

    assertThat(chunks).hasSize(256).allMatch(chunk -> chunk.length() == 8192);
  }

  @Test
  void refusesNegativePauses() {
    assertThatThrownBy(() -> new AgentPace(Duration.ofMillis(-1), Duration.ZERO))
        .hasMessage("agent-delay must not be negative, got: PT-0.001S");
    assertThatThrownBy(() -> new AgentPace(Duration.ZERO, Duration.ofMillis(-1)))
        .hasMessageContaining("chunk-delay");
  }
}
