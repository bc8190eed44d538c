package dev.holdfast.dialect.file;

import static dev.holdfast.dialect.file.DialectFiles.SMALL;
import static dev.holdfast.dialect.file.DialectFiles.events;
import static dev.holdfast.dialect.file.DialectFiles.item;
import static dev.holdfast.dialect.file.DialectFiles.message;
import static dev.holdfast.dialect.file.DialectFiles.replies;
import static dev.holdfast.dialect.file.DialectFiles.session;
import static dev.holdfast.dialect.file.DialectFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.FirstFrame;
import dev.holdfast.dialect.Opening;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.PayloadKind;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.TokenService;
import dev.holdfast.dialect.UserMessage;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a dialect file has a session say, and understands. */
class FileDialectTest {

  private static final ServerEvent GREETING =
      new ServerEvent.Established("", true, true, true, false, -1);

  @Test
  void aSmallOneTellsWhatItCan() {
    FileDialect dialect = DialectFiles.of(SMALL);

    assertThat(dialect.capabilities())
        .containsExactlyInAnyOrder(Capability.SESSIONS, Capability.HISTORY);
    assertThat(dialect.firstFrame()).isEqualTo(FirstFrame.SERVER);
    assertThat(dialect.hears()).isEqualTo(PayloadKind.TEXT);
    assertThat(dialect.openingHeaders()).containsExactly("Authorization");
    assertThat(dialect.historyByHttp()).isEmpty();
  }

  @Test
  void aSessionIsOpenedAndItsTokenGoesIntoTheHandshake() {
    FileDialect dialect = DialectFiles.of(SMALL);
    TokenService tokens = dialect.tokens().orElseThrow();

    assertThat(tokens.sessionPath()).isEqualTo("/login");
    assertThat(tokens.sessionRequest("a\"b", Map.of(), OptionalLong.empty()))
        .isEqualTo("{\"user\":\"a\\\"b\"}");
    assertThat(tokens.readSession("{\"token\":\"t-1\"}").sessionToken()).isEqualTo("t-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.readSession("{\"tokens\":\"secret\"}"))
        .withMessage("session answer: /token must be a token, got: nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.readSession("<html>secret"))
        .withMessage("session answer must be JSON, got: something else");
    assertThat(session(dialect).opening("t-1"))
        .isEqualTo(new Opening("/chat", Map.of("Authorization", "Bearer t-1")));
  }

  @Test
  void whatTheSessionAnswerHasAndTheUsersColumnsGoIntoTexts() {
    FileDialect dialect =
        DialectFiles.of(
            SMALL
                .replace(
                    "path = \"/login\"",
                    "path = \"/login\", body = \"{{json user}} {{json password}}\"")
                .replace("token = \"/token\"", "token = \"/token\", room = \"/room/id\"")
                .replace("path = \"/chat\"", "path = \"/chat?room={{room}}&user={{user}}\""));
    TokenService tokens = dialect.tokens().orElseThrow();
    SessionGrant grant = tokens.readSession("{\"token\":\"t-1\",\"room\":{\"id\":7}}");
    DialectSession session = dialect.begin();
    session.granted(SessionGrant.known("ann", "t-1"));
    session.granted(grant);

    assertThat(tokens.sessionRequest("ann", Map.of("password", "x"), OptionalLong.empty()))
        .isEqualTo("\"ann\" \"x\"");
    assertThat(session.opening("t-1").path()).isEqualTo("/chat?room=7&user=ann");
    assertThat(grant.toString()).doesNotContain("t-1", "taken");
  }

  @Test
  void framesAreNumberedAndMessagesAcknowledged() {
    DialectSession session = session(DialectFiles.of(SMALL));

    assertThat(text(session.say(message("m-1", "say \"hi\"\u0007"))))
        .isEqualTo("{\"op\":\"say\",\"id\":\"m-1\",\"text\":\"say \\\"hi\\\"\\u0007\"}");
    assertThat(text(session.history())).isEqualTo("{\"op\":\"history\",\"n\":2}");
    assertThat(events(session, "{\"op\":\"ok\",\"id\":\"m-1\"}"))
        .containsExactly(new ServerEvent.Acked("m-1", 0, -1));
    assertThat(events(session, "{\"op\":\"welcome\",\"sid\":\"s\"}")).containsExactly(GREETING);
  }

  @Test
  void whatNoRuleTakesIsToldByItsShapeAlone() {
    DialectSession session = session(DialectFiles.of(SMALL));

    assertThat(events(session, "{\"op\":\"secret\",\"token\":\"abc\"}"))
        .containsExactly(
            new ServerEvent.Unreadable(
                "a message that no rule takes: an object with the keys op, token"));
    assertThat(events(session, "[1,2]"))
        .containsExactly(new ServerEvent.Unreadable("a message that no rule takes: an array of 2"));
    assertThat(events(session, "secret"))
        .containsExactly(
            new ServerEvent.Unreadable(
                "a message that no rule takes: a text of 6 characters that is no JSON"));
  }

  @Test
  void aClientWithTheFirstWordIntroducesItselfWithWhatItKept() {
    FileDialect dialect =
        DialectFiles.of(
            SMALL.replace(
                "path = \"/chat\"",
                "path = \"/chat\", hello = \"hello {{sid?nobody}}{{#sid}}!{{/sid}}\", then = [\"join {{n}}\", \"subscribe\"]"));
    DialectSession session = session(dialect);

    assertThat(dialect.firstFrame()).isEqualTo(FirstFrame.CLIENT);
    assertThat(replies(session.opened())).containsExactly("hello nobody");
    assertThat(replies(session.read(Payload.of("{\"op\":\"welcome\",\"sid\":\"s-1\"}"))))
        .containsExactly("join 2", "subscribe");
    assertThat(replies(session.opened())).containsExactly("hello s-1!");
  }

  @Test
  void whoeverIsLetInByTheHandshakeIsGreeted() {
    FileDialect dialect =
        DialectFiles.of(
            SMALL.replace("path = \"/chat\"", "path = \"/chat\", greeted-by-upgrade = true"));

    assertThat(dialect.firstFrame()).isEqualTo(FirstFrame.NONE);
    assertThat(session(dialect).opened().events()).containsExactly(GREETING);
  }

  @Test
  void whetherASessionGoesOnIsToldByWhatWasKeptBefore() {
    DialectSession session =
        session(
            DialectFiles.of(
                SMALL.replace(
                    "is = greeting,", "is = greeting, resumed { \"/sid\" = \"{{sid}}\" },")));

    assertThat(resumed(session, "s-1")).isFalse();
    assertThat(resumed(session, "s-1")).isTrue();
    assertThat(resumed(session, "s-2")).isFalse();
  }

  private static boolean resumed(DialectSession session, String sid) {
    ServerEvent.Established greeting =
        (ServerEvent.Established)
            events(session, "{\"op\":\"welcome\",\"sid\":\"" + sid + "\"}").get(0);
    assertThat(greeting.recognised()).isTrue();
    return greeting.contextAvailable();
  }

  @Test
  void anAgentsAnswersAreReadWithTheirPieces() {
    FileDialect dialect =
        DialectFiles.of(
            SMALL
                .replace(
                    "frames = [",
                    "frames = [ { when { \"/op\" = part }, is = chunk, number = \"/i\", text = \"/t\" },"
                        + " { when { \"/op\" = answer }, is = answer, id = \"/id\", text = \"/t\", to = \"/to\" },")
                .replace(
                    "text = \"/text\" }\n}",
                    "text = \"/text\", agent { \"/by\" = bot }, to = \"/to\" }\n}"));
    DialectSession session = session(dialect);
    session.say(message("m-1", "a"));

    assertThat(dialect.capabilities()).contains(Capability.ANSWERS);
    assertThat(events(session, "{\"op\":\"part\",\"i\":0,\"t\":\"he\"}"))
        .containsExactly(new ServerEvent.Chunk("m-1", 0, "he"));
    Message answer = new Message(0, "a-1", Role.AGENT, "hey", "m-1");
    assertThat(events(session, "{\"op\":\"answer\",\"id\":\"a-1\",\"t\":\"hey\",\"to\":\"m-1\"}"))
        .containsExactly(new ServerEvent.Answered("m-1", answer, -1, null, null));
    assertThat(
            events(
                session,
                "{\"op\":\"history\",\"items\":[{\"id\":\"m-1\",\"text\":\"a\",\"by\":\"ann\"},"
                    + "{\"id\":\"a-1\",\"text\":\"hey\",\"by\":\"bot\",\"to\":\"m-1\"}]}"))
        .containsExactly(new ServerEvent.History(List.of(item("m-1", "a"), answer), -1));
  }

  @Test
  void valuesCannotChangeTheRestOfAUrl() {
    DialectSession session =
        DialectFiles.of(SMALL.replace("path = \"/chat\"", "path = \"/chat?t={{token}}\"")).begin();

    assertThat(session.opening("12|a+b=&x").path()).isEqualTo("/chat?t=12%7Ca%2Bb%3D%26x");
  }

  @Test
  void whatAMessageLacksMakesItUnreadable() {
    DialectSession session = session(DialectFiles.of(SMALL));

    assertThat(events(session, "{\"op\":\"ok\"}"))
        .containsExactly(new ServerEvent.Unreadable("frames[2]: a message without id at /id"));
    assertThat(events(session, "{\"op\":\"ok\",\"id\":1}{\"op\":\"ok\",\"id\":2}"))
        .containsExactly(
            new ServerEvent.Unreadable(
                "a message that no rule takes: a text of 36 characters that is no JSON"));
    assertThat(events(session, "{\"op\":\"ok\",\"id\":1.10}"))
        .containsExactly(new ServerEvent.Acked("1.10", 0, -1));
  }

  @Test
  void whatOthersSayIsLookedAtForAnotherUsersMarks() {
    String message = "{ when { \"/op\" = chat }, is = message, id = \"/id\", text = \"/t\" }";
    String text = SMALL.replace("frames = [", "frames = [\n" + message);
    String frame = "{\"op\":\"chat\",\"id\":\"x\",\"t\":\"hi\"}";

    assertThat(events(session(DialectFiles.of(text)), frame))
        .containsExactly(new ServerEvent.Notified("x", "hi"));
    assertThat(
            events(
                session(DialectFiles.of(text.replace("state {", "state { shared = true,"))), frame))
        .isEmpty();
  }

  @Test
  void whetherAnAgentShallAnswerIsSaidWhereTheFileCan() {
    String answers =
        SMALL.replace(
            "frames = [",
            "frames = [ { when { \"/op\" = answer }, is = answer, id = \"/id\", text = \"/t\" },");
    FileDialect notes =
        DialectFiles.of(
            answers.replace("\"op\\\":\\\"say\\\"", "\"op\\\":\\\"{{#reply}}ask{{/reply}}\\\""));

    assertThat(DialectFiles.of(answers).capabilities())
        .contains(Capability.ANSWERS)
        .doesNotContain(Capability.NOTES);
    assertThat(notes.capabilities()).contains(Capability.NOTES);
    assertThat(text(session(notes).say(new UserMessage("m", "a", Memory.EMPTY, true))))
        .startsWith("{\"op\":\"ask\"");
    assertThat(text(session(notes).say(message("m", "a")))).startsWith("{\"op\":\"\"");
  }

  @Test
  void whatBecomesOfEachMessageCanBeWatched() {
    StringBuilder seen = new StringBuilder();
    FrameListener listener =
        new FrameListener() {
          @Override
          public void secret(String value) {}

          @Override
          public void sent(String frame) {
            seen.append("sent ").append(frame).append(';');
          }

          @Override
          public void taken(String message, String rule, Map<String, String> values) {
            seen.append(rule).append(values).append(';');
          }

          @Override
          public void untaken(String message) {
            seen.append("untaken ").append(message).append(';');
          }
        };
    DialectSession session = session(DialectFiles.of(SMALL).watchedBy(listener));

    session.read(Payload.of("{\"op\":\"welcome\",\"sid\":\"s\"}"));
    session.read(Payload.of("{}"));
    session.history();

    assertThat(seen)
        .hasToString("frames[1] greeting{sid=s};untaken {};sent {\"op\":\"history\",\"n\":1};");
  }

  @Test
  void itOutlivesWhatItClaims() {
    assertThat(DialectFiles.of(SMALL).survives()).doesNotContain(Outage.NODE, Outage.RESTART);
    assertThat(DialectFiles.of(SMALL + "claims { survives = [connection, restart] }").survives())
        .contains(Outage.NODE, Outage.RESTART);
    assertThat(DialectFiles.of(SMALL + "claims { survives = [connection, node] }").survives())
        .contains(Outage.NODE)
        .doesNotContain(Outage.RESTART);
  }
}
