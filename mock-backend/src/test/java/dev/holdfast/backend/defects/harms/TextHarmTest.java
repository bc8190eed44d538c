package dev.holdfast.backend.defects.harms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.context.ScalarValue;
import dev.holdfast.backend.context.SessionReturn;
import dev.holdfast.backend.defects.Defect;
import dev.holdfast.backend.defects.Harms;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextHarmTest {

  private static final String RICH = "  cafe\u0301 <b>\r\n \uD83D\uDE42 & more  ";

  private static final Past NOTHING_LIES_ABOUT =
      new Past() {
        @Override
        public void arrived(AgentContext context) {
          throw new UnsupportedOperationException("no harm to texts keeps anything");
        }

        @Override
        public Optional<AgentContext> beforeLastTurn(AgentContext current) {
          return Optional.empty();
        }

        @Override
        public Optional<AgentContext> atLastArrival(String sessionId) {
          return Optional.empty();
        }

        @Override
        public Optional<AgentContext> beforeExpiry(AgentContext current) {
          return Optional.empty();
        }

        @Override
        public Optional<AgentContext> ofAnother(String userId, int pick) {
          return Optional.empty();
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NORMALISED_TEXT | '  caf\u00e9 <b>\r\n \uD83D\uDE42 & more  '",
        "TRIMMED_TEXT | 'cafe\u0301 <b>\r\n \uD83D\uDE42 & more'",
        "ESCAPED_TEXT | '  cafe\u0301 &lt;b&gt;\r\n \uD83D\uDE42 &amp; more  '",
        "JOINED_LINES | '  cafe\u0301 <b> \uD83D\uDE42 & more  '",
        "REPLACED_EMOJI | '  cafe\u0301 <b>\r\n ? & more  '",
      })
  void changesAllTextsThatItCan(Defect defect, String expected) {
    assertThat(harmed(defect, said(RICH)).orElseThrow().history().get(0).content())
        .isEqualTo(expected);
    assertThat(harmed(defect, said("plain"))).isEmpty();
  }

  @Test
  void cutsTextsAndWindows() {
    AgentContext many = said("x".repeat(5_000));
    for (int i = 0; i < 60; i++) {
      many = many.withUserMessage("n-" + i, "n", AgentMemory.EMPTY, false, Instant.EPOCH);
    }

    assertThat(harmed(Defect.CUT_TEXT, many).orElseThrow().history().get(0).content())
        .hasSize(4_096);
    assertThat(harmed(Defect.HISTORY_WINDOW, many).orElseThrow().history())
        .hasSize(50)
        .last()
        .isEqualTo(many.history().get(60));
    assertThat(harmed(Defect.HISTORY_WINDOW, said("plain"))).isEmpty();
  }

  @Test
  void changesValuesOfMemory() {
    AgentMemory memory =
        new AgentMemory(
            Map.of("a", ScalarValue.literal("9007199254740993"), "b", ScalarValue.text("1.10")),
            Map.of("c", ScalarValue.literal("null"), "d", ScalarValue.literal("1.10")));
    AgentContext context =
        said("plain").withUserMessage("m-2", "plain", memory, false, Instant.EPOCH);

    assertThat(harmed(Defect.ROUNDED_NUMBER, context).orElseThrow().memory())
        .isEqualTo(
            new AgentMemory(
                Map.of("a", ScalarValue.literal("9007199254740992"), "b", ScalarValue.text("1.10")),
                Map.of("c", ScalarValue.literal("null"), "d", ScalarValue.literal("1.1"))));
    assertThat(harmed(Defect.UNTYPED_MEMORY, context).orElseThrow().memory())
        .isEqualTo(
            new AgentMemory(
                Map.of("a", ScalarValue.text("9007199254740993"), "b", ScalarValue.text("1.10")),
                Map.of("c", ScalarValue.text("null"), "d", ScalarValue.text("1.10"))));
    assertThat(harmed(Defect.UNTYPED_MEMORY, said("plain"))).isEmpty();
  }

  private static AgentContext said(String text) {
    return AgentContext.clean("s", "u", 1, Instant.EPOCH)
        .withUserMessage("m-1", text, AgentMemory.EMPTY, false, Instant.EPOCH);
  }

  private static Optional<AgentContext> harmed(Defect defect, AgentContext context) {
    Victim victim =
        new Victim(
            context,
            new SessionReturn("s", "u", 1, Duration.ZERO, false, false, true, false),
            NOTHING_LIES_ABOUT,
            bound -> 0);
    return Harms.of(defect).orElseThrow().on(victim).map(harm -> harm.apply(context));
  }
}
