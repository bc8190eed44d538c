package dev.holdfast.dialect.file;

import static dev.holdfast.dialect.file.DialectFiles.SMALL;
import static dev.holdfast.dialect.file.DialectFiles.events;
import static dev.holdfast.dialect.file.DialectFiles.message;
import static dev.holdfast.dialect.file.DialectFiles.session;
import static dev.holdfast.dialect.file.DialectFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.DeliveryClaims.Guarantee;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.HttpCall;
import dev.holdfast.dialect.SessionGrant;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How others speak, and what is promised of it, as a file says. */
final class FileOthersTest {

  private static final String OTHERS =
      SMALL.replace(
              "frames = [",
              "frames = [\n  { when { \"/op\" = said }, is = message, text = \"/text\" }")
          + """
          others {
            http {
              path = "/rooms/{{user}}"
              headers { Authorization = "Bearer {{token}}" }
              body = "{\\"id\\":{{json id}},\\"text\\":{{json text}}}"
            }
          }
          """;

  @Test
  void anotherSpeaksByARequestOfItsOwn() {
    FileDialect dialect = DialectFiles.of(OTHERS);

    HttpCall call = session(dialect).othersRequest("o-1", "so \"he\" said");

    assertThat(call.path()).startsWith("/rooms/");
    assertThat(call.body()).isEqualTo("{\"id\":\"o-1\",\"text\":\"so \\\"he\\\" said\"}");
    assertThat(call.headers()).containsEntry("Content-Type", "application/json");
    assertThat(dialect.states(Capability.OTHERS)).isTrue();
    assertThat(dialect.othersByHttp().orElseThrow().method()).isEqualTo("POST");
  }

  private static final String BY_FRAME =
      SMALL.replace(
              "frames = [",
              "frames = [\n  { when { \"/op\" = said }, is = message, text = \"/text\" }")
          + "others { frame = [\"join {{user}}\", \"say {{id}} {{sid}} {{json text}}\"] }";

  @Test
  void anotherSpeaksByFramesOfItsOwnInASessionByItsAddress() {
    FileDialect dialect = DialectFiles.of(BY_FRAME);
    DialectSession mine = session(dialect);
    events(mine, "{\"op\":\"welcome\",\"sid\":\"s-1\"}");
    DialectSession other = dialect.begin();
    other.granted(SessionGrant.known("bob", "t-2"));

    assertThat(dialect.states(Capability.OTHERS)).isTrue();
    assertThat(dialect.othersByFrame()).isTrue();
    assertThat(dialect.othersByHttp()).isEmpty();
    assertThat(other.speakTo(mine.address(), "o-1", "so \"he\" said"))
        .extracting(DialectFiles::text)
        .containsExactly("join ann", "say o-1 s-1 \"so \\\"he\\\" said\"");
    assertThat(events(other, "{\"op\":\"ok\",\"id\":\"o-1\"}"))
        .containsExactly(new ServerEvent.Acked("o-1", 0, -1));
  }

  @Test
  void whatAnotherSaysMayBeAcknowledgedByTheNumberOfItsFrame() {
    DialectSession other = session(DialectFiles.of(BY_FRAME.replace("say {{id}}", "say {{n}}")));
    other.say(message("m-1", "mine"));

    assertThat(text(other.speakTo(Map.of(), "o-1", "hi").get(1))).startsWith("say 3 ");
    assertThat(events(other, "{\"op\":\"ok\",\"id\":1}"))
        .containsExactly(new ServerEvent.Acked("m-1", 0, -1));
    assertThat(events(other, "{\"op\":\"ok\",\"id\":3}"))
        .containsExactly(new ServerEvent.Acked("o-1", 0, -1));
  }

  @Test
  void ofSeveralFramesOnlyTheOneWithTheTextIsAcknowledgedAsTheMessage() {
    DialectSession other =
        session(
            DialectFiles.of(
                BY_FRAME
                    .replace("join {{user}}", "join {{n}}")
                    .replace("say {{id}}", "say {{n}}")));

    assertThat(other.speakTo(Map.of(), "o-1", "hi"))
        .extracting(frame -> text(frame).substring(0, 6))
        .containsExactly("join 1", "say 2 ");
    assertThat(events(other, "{\"op\":\"ok\",\"id\":1}"))
        .containsExactly(new ServerEvent.Acked("1", 0, -1));
    assertThat(events(other, "{\"op\":\"ok\",\"id\":2}"))
        .containsExactly(new ServerEvent.Acked("o-1", 0, -1));
  }

  private static final String NAMING =
      SMALL
          .replace("{{json id}}", "{{n}}")
          .replace("is = ack, id = \"/id\"", "is = ack, id = \"/id\", named = \"/name\"")
          .replace(
              "frames = [",
              "frames = [\n"
                  + "  { when { \"/op\" = said }, is = answer, id = \"/id\", to = \"/to\", text ="
                  + " \"/text\" }");

  @Test
  void anAnswerToANameOfTheServersIsNotToTheFrameOfThatNumber() {
    DialectSession mine = session(DialectFiles.of(NAMING));
    mine.say(message("m-1", "one"));
    mine.say(message("m-2", "two"));
    events(mine, "{\"op\":\"ok\",\"id\":1,\"name\":2}");
    assertThat(events(mine, "{\"op\":\"ok\",\"id\":2,\"name\":3}"))
        .containsExactly(new ServerEvent.Acked("m-2", 0, -1));

    assertThat(to(mine, 2)).isEqualTo("m-1");
    assertThat(to(mine, 3)).isEqualTo("m-2");
  }

  @Test
  void namesOfWhatOthersSaidAreNotRemembered() {
    DialectSession other = session(DialectFiles.of(NAMING));
    events(other, "{\"op\":\"ok\",\"id\":\"o-1\",\"name\":\"s-1\"}");

    assertThat(to(other, "s-1")).isEqualTo("s-1");
  }

  private static String to(DialectSession session, Object name) {
    return ((ServerEvent.Answered)
            events(session, "{\"op\":\"said\",\"id\":\"a\",\"text\":\"x\",\"to\":\"" + name + "\"}")
                .get(0))
        .turn();
  }

  @Test
  void whatIsClaimedOfItIsJudgedOnlyWhereOthersSpeak() {
    String claims = "claims { delivery = exactly-once, window = 2m, most = 9, told-by = resumed }";

    assertThat(DialectFiles.of(OTHERS + claims).deliveries())
        .contains(
            new DeliveryClaims(
                Guarantee.EXACTLY_ONCE, true, Optional.of(Duration.ofMinutes(2)), 9, true));
    assertThat(DialectFiles.of(OTHERS + claims).unjudgedClaims()).isEmpty();
    assertThat(DialectFiles.of(SMALL + claims).deliveries()).isEmpty();
    assertThat(DialectFiles.of(SMALL + claims).unjudgedClaims())
        .containsExactly("delivery", "window", "most", "told-by");
  }

  @Test
  void whereNothingIsClaimedNothingIsKeptForWhoIsAway() {
    DeliveryClaims claims = DialectFiles.of(OTHERS).deliveries().orElseThrow();

    assertThat(claims.keeps()).isFalse();
    assertThat(claims.mayRepeat()).isFalse();
  }

  @Test
  void mistakesAreToldWithTheirPlace() {
    assertThatThrownBy(() -> DialectFiles.of(OTHERS.replace("{{json text}}", "1")))
        .hasMessageContaining("others.http")
        .hasMessageContaining("{{text}}");
    assertThatThrownBy(
            () -> DialectFiles.of(OTHERS.replace("is = message, text = \"/text\"", "is = nothing")))
        .hasMessageContaining("is = message");
    assertThatThrownBy(() -> DialectFiles.of(OTHERS.replace("others {", "others { htp = 1,")))
        .hasMessageContaining("htp");
    assertThatThrownBy(() -> DialectFiles.of(OTHERS.replace("others {", "others { frame = x,")))
        .hasMessageContaining("others must have either http or frame");
    assertThatThrownBy(() -> DialectFiles.of(BY_FRAME.replace("{{json text}}", "")))
        .hasMessageContaining("others.frame must name {{text}}");
    assertThatThrownBy(() -> DialectFiles.of(BY_FRAME.replace("say {{id}}", "say")))
        .hasMessageContaining("others.frame must name {{id}} or {{n}}");
    assertThatThrownBy(() -> DialectFiles.of(OTHERS + "claims { window = 0s }"))
        .hasMessageContaining("claims.window must be above 0, got: 0s");
  }
}
