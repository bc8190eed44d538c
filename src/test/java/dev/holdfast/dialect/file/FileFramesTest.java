package dev.holdfast.dialect.file;

import static dev.holdfast.dialect.file.DialectFiles.SMALL;
import static dev.holdfast.dialect.file.DialectFiles.events;
import static dev.holdfast.dialect.file.DialectFiles.item;
import static dev.holdfast.dialect.file.DialectFiles.message;
import static dev.holdfast.dialect.file.DialectFiles.replies;
import static dev.holdfast.dialect.file.DialectFiles.session;
import static dev.holdfast.dialect.file.DialectFiles.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.HttpCall;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.PayloadKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a dialect file reads frames of several kinds, and answers pings. */
class FileFramesTest {

  private static final ServerEvent GREETING =
      new ServerEvent.Established("", true, true, true, false, -1);

  @Test
  void severalMessagesLieInOneFrameByLinesOrSeparators() {
    DialectSession lines = session(DialectFiles.of("framing = lines\n" + SMALL));
    DialectSession records = session(DialectFiles.of("framing = record-separator\n" + SMALL));
    ServerEvent one = new ServerEvent.Acked("m-1", 0, -1);
    ServerEvent two = new ServerEvent.Acked("m-2", 0, -1);

    assertThat(events(lines, "{\"op\":\"ok\",\"id\":\"m-1\"}\n{\"op\":\"ok\",\"id\":\"m-2\"}\n"))
        .containsExactly(one, two);
    assertThat(
            events(
                records,
                "{\"op\":\"ok\",\"id\":\"m-1\"}\u001e{\"op\":\"ok\",\"id\":\"m-2\"}\u001e"))
        .containsExactly(one, two);
    assertThat(text(records.history())).endsWith("}\u001e");
  }

  @Test
  void messagesThatLieInAnotherGoThroughTheRulesBeforeIt() {
    DialectSession session =
        session(
            DialectFiles.of(SMALL.replace("is = greeting", "is = greeting, each = \"/missed\"")));

    assertThat(
            events(
                session,
                "{\"op\":\"welcome\",\"missed\":[{\"op\":\"ok\",\"id\":\"m-1\"},{\"op\":\"ok\",\"id\":\"m-2\"}]}"))
        .containsExactly(
            new ServerEvent.Acked("m-1", 0, -1), new ServerEvent.Acked("m-2", 0, -1), GREETING);
    assertThat(events(session, "{\"op\":\"welcome\"}")).containsExactly(GREETING);
  }

  @Test
  void aConnectionThatIsLeftOpenKnowsWhatWasKeptAndChangesNothingOfTheNext() {
    DialectSession session =
        session(
            DialectFiles.of(
                SMALL.replace("frames = [", "frames = [ { when { \"/op\" = pong }, is = pong }")
                    + "ping { frame = \"ping {{n}} of {{sid}}\" }\n"));
    events(session, "{\"op\":\"welcome\",\"sid\":\"s-1\"}");
    DialectSession left = session.leftBehind();
    events(session, "{\"op\":\"welcome\",\"sid\":\"s-2\"}");

    assertThat(text(left.ping())).isEqualTo("ping 1 of s-1");
    events(left, "{\"op\":\"welcome\",\"sid\":\"s-3\"}");
    assertThat(text(session.ping())).isEqualTo("ping 1 of s-2");
  }

  @Test
  void theClientClosesAsTheFileSays() {
    assertThat(DialectFiles.of(SMALL).closeCode()).isEqualTo(1000);
    assertThat(
            DialectFiles.of(
                    SMALL.replace("path = \"/chat\"", "path = \"/chat\", close-code = 4000"))
                .closeCode())
        .isEqualTo(4000);
  }

  @Test
  void stompIsReadAsCommandHeadersAndBody() {
    DialectSession session =
        session(
            DialectFiles.of(
                """
                framing = stomp
                receives = binary
                connect { path = "/stomp", hello = "CONNECT\\naccept-version:1.2\\nlogin:{{token}}\\n\\n" }
                send { frame = "SEND\\ndestination:/q\\nreceipt:{{id}}\\n\\n{{text}}" }
                frames = [
                  { when { "/command" = CONNECTED }, is = greeting }
                  { when { "/command" = RECEIPT }, is = ack, id = "/headers/receipt-id" }
                  { when { "/command" = MESSAGE }, is = history }
                ]
                state { frame = "SUBSCRIBE\\n\\n", items = "/body#/items", item { text = "" } }
                """));

    assertThat(replies(session.opened()))
        .containsExactly("CONNECT\naccept-version:1.2\nlogin:t-1\n\n\u0000");
    assertThat(binary(session, "\n")).isEmpty();
    assertThat(binary(session, "CONNECTED\nversion:1.2\n\n\u0000\n")).containsExactly(GREETING);
    assertThat(binary(session, "RECEIPT\r\nreceipt-id:m\\c1\r\n\r\n\u0000"))
        .containsExactly(new ServerEvent.Acked("m:1", 0, -1));
    session.say(message("m:1", "a"));
    assertThat(binary(session, "MESSAGE\n\n{\"items\":[\"a\"]}\u0000"))
        .containsExactly(new ServerEvent.History(List.of(item("m:1", "a")), -1));
  }

  @Test
  void binaryFramesAreSentWhereTheFileSaysSo() {
    FileDialect dialect = DialectFiles.of("sends = binary\n" + SMALL);

    assertThat(dialect.speaks()).isEqualTo(PayloadKind.BINARY);
    assertThat(session(dialect).history()).isInstanceOf(Payload.Binary.class);
  }

  @Test
  void aPingIsAnsweredAtOnceAndByWhateverReadsIt() {
    FileDialect dialect = DialectFiles.of(SMALL);
    DialectSession session = session(dialect);

    assertThat(dialect.pong("{\"op\":\"ping\",\"n\":4}")).isEqualTo("{\"op\":\"pong\",\"n\":4}");
    assertThat(dialect.pong("{\"op\":\"ok\",\"id\":\"ping\"}")).isNull();
    assertThat(dialect.pong("{\"op\":\"ping\",\"n\":4," + " ".repeat(300) + "\"x\":1}")).isNull();
    assertThat(replies(session.read(Payload.of("{\"op\":\"ping\",\"n\":4}"))))
        .containsExactly("{\"op\":\"pong\",\"n\":4}");
  }

  @Test
  void onlyAPingIsAnsweredPastTheRules() {
    String text =
        SMALL.replace(
            "frames = [",
            "frames = [ { when { \"/op\" = ok, \"/n\" = \"*\" }, is = ack, id = \"/id\" },"
                + " { when { \"/n\" = \"*\" }, is = ping, reply = \"{{$0}}{{/n}}\" },");

    assertThat(
            DialectFiles.of(text.replace("{{$0}}", ""))
                .pong("{\"op\":\"ok\",\"id\":\"m\",\"n\":1}"))
        .isNull();
    assertThat(DialectFiles.of(text.replace("{{$0}}", "")).pong("{\"op\":\"x\",\"n\":1}"))
        .isEqualTo("1");
    assertThat(
            DialectFiles.of(SMALL.replace("is = ping,", "is = ping, take { last = \"/n\" },"))
                .pong("{\"op\":\"ping\",\"n\":4}"))
        .isNull();
    assertThat(DialectFiles.of("framing = lines\n" + SMALL).pong("{\"op\":\"ping\",\"n\":4}\n"))
        .isEqualTo("{\"op\":\"pong\",\"n\":4}");
  }

  @Test
  void socketIoIsSpoken() {
    FileDialect dialect = FileDialect.read(Path.of("..", "dialects", "socket-io.conf"));
    DialectSession session = session(dialect);

    assertThat(session.opening("t-1").path()).isEqualTo("/socket.io/?EIO=4&transport=websocket");
    assertThat(replies(session.read(Payload.of("0{\"sid\":\"e\",\"pingInterval\":25000}"))))
        .containsExactly("40{\"token\":\"t-1\"}");
    assertThat(events(session, "40{\"sid\":\"s\"}")).containsExactly(GREETING);
    assertThat(text(session.say(message("m-1", "a"))))
        .isEqualTo("421[\"chat\",{\"id\":\"m-1\",\"text\":\"a\"}]");
    assertThat(text(session.say(message("m-2", "b")))).startsWith("422[");
    assertThat(events(session, "432[]")).containsExactly(new ServerEvent.Acked("m-2", 0, -1));
    assertThat(events(session, "44{\"message\":\"no\"}"))
        .containsExactly(new ServerEvent.Refused("", "no"));
    assertThat(events(session, "42[\"chat\",{\"id\":\"x\",\"text\":\"y\"}]"))
        .containsExactly(new ServerEvent.Notified("x", "y"));
    assertThat(dialect.pong("2")).isEqualTo("3");
    assertThat(session.historyRequest())
        .isEqualTo(new HttpCall("/history", Map.of("Authorization", "Bearer t-1"), ""));
    assertThat(session.readHistory("[{\"id\":\"m-1\",\"text\":\"a\"}]").events())
        .containsExactly(new ServerEvent.History(List.of(item("m-1", "a")), -1));
  }

  private static List<ServerEvent> binary(DialectSession session, String frame) {
    return session.read(Payload.of(frame.getBytes(StandardCharsets.UTF_8))).events();
  }
}
