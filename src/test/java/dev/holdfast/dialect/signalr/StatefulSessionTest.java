package dev.holdfast.dialect.signalr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.dialect.file.DialectFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that comes back to its connection, before a hub whose every word a test decides. */
final class StatefulSessionTest {

  private static final ServerEvent NEW =
      new ServerEvent.Established("", true, true, false, false, -1);
  private static final ServerEvent RESUMED =
      new ServerEvent.Established("", true, true, true, false, -1);

  private final Dialect dialect = DialectFile.read(Path.of("../dialects/signalr-stateful.conf"));
  private final DialectSession session = dialect.begin();

  @BeforeEach
  void connect() {
    session.granted(SessionGrant.known("ann", "secret"));
    assertThat(negotiated("c/1", true)).isEmpty();
    assertThat(text(session.opened())).isEqualTo("{\"protocol\":\"json\",\"version\":2}\u001e");
    assertThat(hears("{}")).containsExactly(NEW);
  }

  private List<ServerEvent> negotiated(String token, boolean stateful) {
    return session
        .negotiated(
            "{\"connectionToken\":\"" + token + "\",\"useStatefulReconnect\":" + stateful + "}")
        .events();
  }

  private static String text(Received received) {
    StringBuilder all = new StringBuilder();
    received.replies().forEach(each -> all.append(((Payload.Text) each).text()));
    return all.toString();
  }

  private Received read(String... messages) {
    return session.read(Payload.of(String.join("\u001e", messages) + "\u001e"));
  }

  private List<ServerEvent> hears(String... messages) {
    return read(messages).events();
  }

  private String say(String id) {
    return ((Payload.Text) session.say(new UserMessage(id, "hi", Memory.EMPTY, false))).text();
  }

  private static String received(String text) {
    return "{\"type\":1,\"target\":\"Receive\",\"arguments\":[{\"id\":\"o\",\"text\":\""
        + text
        + "\"}]}";
  }

  private static ServerEvent notified(String text) {
    return new ServerEvent.Notified("o", text);
  }

  @Test
  void aConnectionIsNegotiatedOnceAndComesBackByItsToken() {
    DialectSession other = dialect.begin();
    other.granted(SessionGrant.known("bob", "b"));

    assertThat(other.negotiation("b").orElseThrow().path())
        .isEqualTo("/chat/negotiate?negotiateVersion=1&useStatefulReconnect=true&access_token=b");
    assertThat(session.negotiation("secret")).isEmpty();
    assertThat(session.opening("secret").path()).isEqualTo("/chat?access_token=secret&id=c%2F1");
    assertThat(dialect.negotiation().orElseThrow().method()).isEqualTo("POST");
  }

  @Test
  void whatComesIsAcknowledgedByHowManyCame() {
    assertThat(text(read(received("a"), received("b"))))
        .isEqualTo("{\"type\":8,\"sequenceId\":2}\u001e");
    assertThat(text(read("{\"type\":6}"))).isEqualTo("{\"type\":6}\u001e");
    assertThat(text(read(received("c")))).isEqualTo("{\"type\":8,\"sequenceId\":3}\u001e");
  }

  @Test
  void whatWasNotAcknowledgedIsSaidAgainAfterTheNumberOfTheFirst() {
    say("m-1");
    String second = say("m-2");
    String third = say("m-3");
    assertThat(hears("{\"type\":8,\"sequenceId\":1}")).isEmpty();

    assertThat(text(session.opened()))
        .isEqualTo("{\"type\":9,\"sequenceId\":2}\u001e" + second + third);
    assertThat(hears("{\"type\":9,\"sequenceId\":1}")).containsExactly(RESUMED);
    assertThat(hears("{\"type\":8,\"sequenceId\":3}")).isEmpty();
    assertThat(text(session.opened())).isEqualTo("{\"type\":9,\"sequenceId\":4}\u001e");
  }

  @Test
  void whatComesASecondTimeIsPassedOver() {
    hears(received("a"), received("b"));
    session.opened();

    assertThat(hears("{\"type\":9,\"sequenceId\":2}", received("b"), received("c"), received("c")))
        .containsExactly(RESUMED, notified("c"), notified("c"));
  }

  @Test
  void whatComesAheadOfTheNumberIsPassedOver() {
    session.opened();

    assertThat(hears(received("a"))).isEmpty();
    assertThat(hears("{\"type\":9,\"sequenceId\":1}", received("a")))
        .containsExactly(RESUMED, notified("a"));
  }

  @Test
  void aHubThatSkipsSomethingIsReadOn() {
    session.opened();

    assertThat(hears("{\"type\":9,\"sequenceId\":3}", received("c")))
        .containsExactly(RESUMED, notified("c"));
    assertThat(text(read(received("d")))).isEqualTo("{\"type\":8,\"sequenceId\":4}\u001e");
  }

  @Test
  void aConnectionThatIsForgottenBeginsAnewAndSaysNothingAgain() {
    say("m-1");
    hears(received("a"));

    assertThat(session.beginsAnew(503)).isFalse();
    assertThat(session.beginsAnew(404)).isTrue();
    assertThat(session.beginsAnew(404)).as("once").isFalse();
    assertThat(session.negotiation("secret")).isPresent();
    assertThat(negotiated("c/2", true)).isEmpty();
    assertThat(text(session.opened())).contains("\"version\":2");
    assertThat(hears("{}")).containsExactly(NEW);
    assertThat(text(read(received("b")))).isEqualTo("{\"type\":8,\"sequenceId\":1}\u001e");
    assertThat(text(session.opened())).isEqualTo("{\"type\":9,\"sequenceId\":1}\u001e");
  }

  @Test
  void aServerThatHasItOffIsToldOf() {
    assertThat(negotiated("c/3", false))
        .singleElement()
        .hasToString(
            "Unreadable[reason=the answer to a negotiation has no useStatefulReconnect:"
                + " the server has it off]");
    assertThat(session.negotiated("<html>").events()).singleElement().asString().contains("JSON");
    assertThat(session.negotiated("{}").events())
        .singleElement()
        .asString()
        .contains("no connectionToken");
  }

  @Test
  void whatIsCutOffBehindAMessageIsUnreadableToo() {
    assertThat(session.read(Payload.of("{\"type\":6}\u001e{\"type\":1,")).events())
        .last()
        .isInstanceOf(ServerEvent.Unreadable.class);
  }

  @Test
  void whatIsNoMessageIsUnreadable() {
    assertThat(session.read(Payload.of("{\"type\":6}")).events())
        .singleElement()
        .isInstanceOf(ServerEvent.Unreadable.class);
    assertThat(hears("{\"type\":")).singleElement().isInstanceOf(ServerEvent.Unreadable.class);
    assertThat(session.read(Payload.of(new byte[] {1})).events())
        .singleElement()
        .isInstanceOf(ServerEvent.Unreadable.class);
  }
}
