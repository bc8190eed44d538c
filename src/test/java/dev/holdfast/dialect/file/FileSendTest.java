package dev.holdfast.dialect.file;

import static dev.holdfast.dialect.file.DialectFiles.SMALL;
import static dev.holdfast.dialect.file.DialectFiles.events;
import static dev.holdfast.dialect.file.DialectFiles.item;
import static dev.holdfast.dialect.file.DialectFiles.message;
import static dev.holdfast.dialect.file.DialectFiles.session;
import static dev.holdfast.dialect.file.DialectFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.HttpCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that go over HTTP, and what clients send unasked. */
final class FileSendTest {

  private static final String FRAME =
      SMALL.lines().filter(l -> l.startsWith("send")).findAny().orElseThrow();
  private static final String ACK =
      SMALL.lines().filter(l -> l.contains("is = ack")).findAny().orElseThrow();

  private static final String BY_HTTP =
      SMALL
          .replace(
              FRAME,
              """
              send {
                http {
                  path = "/rooms/{{user}}"
                  headers { Authorization = "Bearer {{token}}" }
                  body = "{\\"text\\":{{json text}},\\"client\\":{{json id}}}"
                }
                id = "/post/id"
              }
              """)
          .replace(ACK, "");

  @Test
  void anAnswerOfSuccessAcknowledgesTheMessage() {
    FileDialect dialect = DialectFiles.of(BY_HTTP);
    DialectSession session = session(dialect);

    HttpCall call = session.sayRequest(message("m-1", "so \"we\" say"));

    assertThat(dialect.messagesByHttp().orElseThrow().method()).isEqualTo("POST");
    assertThat(call.path()).isEqualTo("/rooms/ann");
    assertThat(call.body()).isEqualTo("{\"text\":\"so \\\"we\\\" say\",\"client\":\"m-1\"}");
    assertThat(call.headers()).containsEntry("Authorization", "Bearer t-1");
    assertThat(session.readSaid("{\"post\":{\"id\":\"p-7\"}}").events())
        .containsExactly(new ServerEvent.Acked("m-1", 0, -1));
  }

  @Test
  void theHistoryKnowsItByTheIdOfTheAnswer() {
    DialectSession session = session(DialectFiles.of(BY_HTTP));
    said(session, "m-1", "hello", "p-1");
    said(session, "m-2", "hello", "p-2");
    session.sayRequest(message("m-3", "unanswered"));

    assertThat(history(session, "p-2", "hello", "p-1", "hello", "p-3", "unanswered", "p-4", "new"))
        .containsExactly(
            item("m-2", "hello"),
            item("m-1", "hello"),
            item("m-3", "unanswered"),
            item("p-4", "new"));
    assertThat(history(session, "p-1", "hullo"))
        .as("what is changed is known all the same")
        .containsExactly(item("m-1", "hullo"));
    assertThat(history(session, "p-3", "unanswered", "p-5", "unanswered"))
        .as("one too many is another")
        .containsExactly(item("m-3", "unanswered"), item("p-5", "unanswered"));
  }

  /** A server that takes it twice gives it two ids. */
  @Test
  void whatIsSaidAgainIsTheSameMessageUnderBothIds() {
    DialectSession session = session(DialectFiles.of(BY_HTTP));
    said(session, "m-1", "hello", "p-1");
    said(session, "m-1", "hello", "p-2");

    assertThat(history(session, "p-1", "hello", "p-2", "hello"))
        .containsExactly(item("m-1", "hello"), item("m-1", "hello"));
  }

  @Test
  void anAnswerWithoutTheIdCannotBeRead() {
    DialectSession session = session(DialectFiles.of(BY_HTTP));
    session.sayRequest(message("m-1", "hello"));

    assertThat(session.readSaid("{}").events())
        .containsExactly(
            new ServerEvent.Unreadable("the answer to a message has no id at /post/id"));
  }

  @Test
  void whereARuleAcknowledgesTheAnswerDoesNot() {
    DialectSession session =
        session(
            DialectFiles.of(
                BY_HTTP
                    .replace("id = \"/post/id\"", "")
                    .replace("frames = [", "frames = [\n" + ACK)));
    session.sayRequest(message("m-1", "hello"));

    assertThat(session.readSaid("").events()).isEmpty();
    assertThat(events(session, "{\"op\":\"ok\",\"id\":\"m-1\"}"))
        .containsExactly(new ServerEvent.Acked("m-1", 0, -1));
  }

  @Test
  void keepAlivesAreFramesOfTheClient() {
    FileDialect dialect =
        DialectFiles.of(
            SMALL + "keep-alive { client { every = 30s, send = \"[null,{{n}},phoenix]\" } }");
    DialectSession session = session(dialect);
    session.history();

    assertThat(dialect.keepAliveEvery()).contains(Duration.ofSeconds(30));
    assertThat(text(session.keepAlive())).isEqualTo("[null,2,phoenix]");
    assertThat(DialectFiles.of(SMALL).keepAliveEvery()).isEmpty();
    assertThat(DialectFiles.of(SMALL).messagesByHttp()).isEmpty();
  }

  @Test
  void mistakesAreToldWithTheirPlace() {
    for (List<String> each :
        List.of(
            List.of(BY_HTTP.replace("{{json text}}", "1"), "send.http must name {{text}}"),
            List.of(
                BY_HTTP.replace("send {", "send { frame = x,"),
                "send must have either frame or http"),
            List.of(
                SMALL.replace("send {", "send { id = \"/id\","),
                "send.id must be absent beside frame"),
            List.of(
                BY_HTTP.replace("frames = [", "frames = [\n" + ACK),
                "must have no rule in frames with is = ack beside send.id"),
            List.of(SMALL.replace(ACK, ""), "must have a rule in frames with is = ack"),
            List.of(SMALL + "keep-alive {}", "keep-alive must have a section client"),
            List.of(
                SMALL + "keep-alive { client { every = 0s, send = x } }",
                "keep-alive.client.every must be a duration above 0, such as 30s, got: 0s"),
            List.of(
                SMALL + "keep-alive { client { send = x } }",
                "keep-alive.client.every must be a duration above 0, such as 30s, got: nothing"),
            List.of(
                SMALL + "keep-alive { client { every = 1s } }",
                "keep-alive.client.send must be given"),
            List.of(
                SMALL + "keep-alive { client { every = 1s, send = \"{{text}}\" } }",
                "keep-alive.client.send must name what is known, got: {{text}}"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DialectFiles.of(each.get(0)))
          .withMessageContaining(each.get(1));
    }
  }

  private static void said(DialectSession session, String id, String text, String named) {
    session.sayRequest(message(id, text));
    assertThat(session.readSaid("{\"post\":{\"id\":\"" + named + "\"}}").events()).hasSize(1);
  }

  private static List<Message> history(DialectSession session, String... idsAndTexts) {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < idsAndTexts.length; i += 2) {
      items.append(i == 0 ? "" : ",");
      items.append("{\"id\":\"").append(idsAndTexts[i]).append("\",\"text\":\"");
      items.append(idsAndTexts[i + 1]).append("\"}");
    }
    return ((ServerEvent.History)
            events(session, "{\"op\":\"history\",\"items\":[" + items + "]}").get(0))
        .messages();
  }
}
