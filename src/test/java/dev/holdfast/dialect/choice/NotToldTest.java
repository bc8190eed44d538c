package dev.holdfast.dialect.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NotToldTest {

  @Test
  void ofTheNativeProtocolAllIsJudged() {
    assertThat(NotTold.by(Dialects.named("native"))).isEmpty();
  }

  @Test
  void whatADialectDoesNotTellIsNamed() {
    assertThat(NotTold.by(Dialects.named("../dialects/plain-json.conf")))
        .containsExactly(
            "what others say",
            "answers",
            "memory, workflow and tool calls",
            "when a session expires",
            "how soon a silent loss is noticed",
            "takeover by a newer connection",
            "renewed tokens",
            "what is lost when a node or the backend goes down");
  }

  @Test
  void soIsWhatItDoesNotPromise() {
    assertThat(NotTold.by(Dialects.named("../dialects/phoenix.conf")))
        .contains("what others say while a user is away")
        .doesNotContain("what others say", "the conversation history");
    assertThat(NotTold.by(Dialects.named("../dialects/mqtt.conf")))
        .contains("the conversation history")
        .doesNotContain("what others say", "what others say while a user is away");
  }

  @Test
  void soIsAnAnswerThatWasCutOnlyWhereThereAreAnswers() {
    assertThat(NotTold.by(Dialects.named("../dialects/holdfast.conf")))
        .contains("the rest of an answer that was cut")
        .doesNotContain("answers");
  }

  @Test
  void soIsWhatItDoesNotClaimToOutlive() {
    assertThat(NotTold.by(Dialects.named("../dialects/phoenix.conf")))
        .contains("what is lost when a node or the backend goes down");
    for (String file : List.of("stomp", "holdfast")) {
      assertThat(NotTold.by(Dialects.named("../dialects/" + file + ".conf")))
          .noneMatch(each -> each.startsWith("what is lost when"));
    }
  }
}
