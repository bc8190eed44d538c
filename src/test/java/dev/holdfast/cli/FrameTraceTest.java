package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.dialect.choice.Dialects;
import dev.holdfast.dialect.holdfast.NativeDialect;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code holdfast dialect check} shows of frames, and of what is judged. */
class FrameTraceTest {

  private final StringWriter shown = new StringWriter();
  private final FrameTrace trace = new FrameTrace(new PrintWriter(shown));

  @Test
  void eachFrameStandsThereWithItsRuleAndWithoutWhatLooksLikeASecret() {
    trace.secret("s3cret");
    trace.secret("7");
    trace.sent("{\"token\":\"0123456789abcdefghijklmn\",\"pin\":\"s3cret\",\"n\":7}");
    trace.taken("{\"type\":\"ack\"}", "frames[2] ack", Map.of("sid", "1", "offset", "2"));
    trace.taken("2", "frames[1] ping", Map.of());
    trace.taken("{\"pid\":\"resume-1\"}", "frames[3] greeting", Map.of("pid", "resume-1"));
    trace.untaken("\u001b[31mred");

    assertThat(shown.toString().lines())
        .containsExactly(
            "    → {\"token\":\"(…)\",\"pin\":\"(…)\",\"n\":7}",
            "    ← {\"type\":\"ack\"}",
            "        frames[2] ack, kept offset, sid",
            "    ← 2",
            "        frames[1] ping",
            "    ← {\"pid\":\"(…)\"}",
            "        frames[3] greeting, kept pid",
            "    ← ⟨U+001B⟩[31mred",
            "        ✗ no rule takes it");
  }

  @Test
  void aTokenWithoutADigitIsMaskedAndANameIsNot() {
    trace.sent("{\"t\":\"kQzXwVbNmLpOiUyTrEwQ\"}");
    trace.sent("{\"type\":\"org.Example.ConversationUpdatedEvent\"}");
    trace.sent("{\"type\":\"conversationsupdatedevent\"}");
    trace.sent("{\"path\":\"/Conversations/ConversationUpdatedEvent\"}");

    assertThat(shown.toString().lines())
        .containsExactly(
            "    → {\"t\":\"(…)\"}",
            "    → {\"type\":\"org.Example.ConversationUpdatedEvent\"}",
            "    → {\"type\":\"conversationsupdatedevent\"}",
            "    → {\"path\":\"/Conversations/ConversationUpdatedEvent\"}");
  }

  @Test
  void whatADialectCannotTellIsSaid() {
    assertThat(Judged.of(new NativeDialect()))
        .containsExactly(
            "told or done, and used by runs: sessions, refresh, introspection, revocation,"
                + " answers, notes, resumed streams, status, history, context, check, ping, single"
                + " connection, token on connection, frame errors, notifications",
            "not told, so not judged: others",
            "loss of a node and restart of the backend: judged in soaks that cause one"
                + " (holdfast.soak.events)");
    assertThat(Judged.of(Dialects.named("../dialects/plain-json.conf")))
        .containsExactly(
            "told or done, and used by runs: sessions, history",
            "not told, so not judged: refresh, introspection, revocation, answers, notes, resumed"
                + " streams, status, context, check, ping, single connection, token on connection,"
                + " frame errors, others, notifications",
            "loss of a node and restart of the backend: not claimed to be outlived, so what is"
                + " lost is only counted");
  }
}
