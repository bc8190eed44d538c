package dev.holdfast.dialect.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.FirstFrame;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.dialect.file.FileDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A draft from an AsyncAPI document compiles, and says what the document says. */
final class DialectDraftTest {

  private static final String CHAT =
      """
      asyncapi: 3.0.0
      info: { title: Chat, version: 1.0.0 }
      servers: { test: { host: chat.example.org, pathname: /v1/, protocol: wss } }
      channels:
        room:
          address: /rooms
          messages:
            welcome: { $ref: '#/components/messages/welcome' }
            sendMessage: { $ref: '#/components/messages/sendMessage' }
      operations:
        tell:
          action: send
          channel: { $ref: '#/channels/room' }
          messages:
            - $ref: '#/channels/room/messages/welcome'
            - $ref: '#/components/messages/messageAck'
            - $ref: '#/components/messages/chatMessage'
            - $ref: '#/components/messages/error'
            - $ref: '#/components/messages/pong'
            - $ref: '#/components/messages/typing'
        hear:
          action: receive
          channel: { $ref: '#/channels/room' }
          messages:
            - $ref: '#/channels/room/messages/sendMessage'
            - $ref: '#/components/messages/ping'
      components:
        schemas:
          envelope: { type: object, properties: { v: { const: 1 } } }
          text: { type: string }
        messages:
          welcome:
            payload: { type: object, properties: { type: { const: welcome } } }
          messageAck:
            payload: { properties: { type: { enum: [ack] }, id: { type: string }, message_id: { type: string } } }
          chatMessage:
            payload:
              allOf: [ { $ref: '#/components/schemas/envelope' } ]
              properties:
                type: { const: chat }
                body: { type: object, properties: { id: {}, text: { $ref: '#/components/schemas/text' } } }
          error:
            payload: { properties: { type: { const: error }, code: { type: string } } }
          pong:
            examples: [ { payload: { op: pong } } ]
          typing:
            payload: { properties: { type: { const: typing } } }
          sendMessage:
            payload:
              properties: { type: { const: say }, id: { type: string }, text: { type: string }, n: { type: integer } }
          ping:
            payload: { properties: { op: { const: ping } } }
      """;

  @TempDir Path folder;

  @Test
  void itCompilesAndReadsWhatTheDocumentDescribes() throws IOException {
    FileDialect dialect = dialect(DialectDraft.of(CHAT));
    DialectSession session = dialect.begin();
    session.granted(SessionGrant.known("ann", "t"));

    assertThat(session.opening("t").path()).isEqualTo("/v1/rooms");
    assertThat(dialect.states(Capability.PING)).isTrue();
    assertThat(
            ((Payload.Text) session.say(new UserMessage("m-1", "hi", Memory.EMPTY, false))).text())
        .isEqualTo("{\"type\":\"say\",\"id\":\"m-1\",\"text\":\"hi\",\"n\":0}");
    assertThat(event(session, "{\"type\":\"welcome\"}"))
        .isInstanceOf(ServerEvent.Established.class);
    assertThat(event(session, "{\"type\":\"ack\",\"id\":\"x\",\"message_id\":\"m-1\"}"))
        .isEqualTo(new ServerEvent.Acked("m-1", 0, -1));
    assertThat(
            event(session, "{\"v\":1,\"type\":\"chat\",\"body\":{\"id\":\"o\",\"text\":\"yes\"}}"))
        .isEqualTo(new ServerEvent.Notified("o", "yes"));
    assertThat(event(session, "{\"type\":\"error\",\"code\":\"full\"}"))
        .isEqualTo(new ServerEvent.Refused("full", ""));
    assertThat(event(session, "{\"op\":\"pong\"}")).isInstanceOf(ServerEvent.Pong.class);
    assertThat(session.read(Payload.of("{\"type\":\"typing\"}")).events()).isEmpty();
  }

  /** Nothing greets, nothing acknowledges, and the client introduces itself. */
  @Test
  void whatTheDocumentDoesNotTellIsAPlaceholderThatCompiles() throws IOException {
    String draft =
        DialectDraft.of(
            "asyncapi: 3.0.0\noperations: {in: {action: receive, messages: [{name: login, payload:"
                + " {properties: {token: {}, id: {}}}}]}}");

    assertThat(draft).contains("what acknowledges?", "what greets?");
    FileDialect dialect = dialect(draft);
    assertThat(dialect.firstFrame()).isEqualTo(FirstFrame.CLIENT);
    assertThat(
            dialect(
                    DialectDraft.of(
                        "{\"asyncapi\":\"3.0.0\",\"operations\":{\"out\":{\"action\":\"send\","
                            + "\"messages\":[{\"payload\":{\"required\":[\"news\"]}}]}}}"))
                .firstFrame())
        .isEqualTo(FirstFrame.NONE);
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aSchemaThatHoldsItselfIsFollowedSomeWay() throws IOException {
    String draft =
        DialectDraft.of(
            """
            asyncapi: 3.0.0
            operations:
              out: { action: send, messages: [ { name: node, payload: { $ref: '#/components/schemas/node' } } ] }
            components:
              schemas:
                node:
                  properties:
                    kind: { const: node }
                    left: { $ref: '#/components/schemas/node' }
                    middle: { $ref: '#/components/schemas/node' }
                    right: { $ref: '#/components/schemas/node' }
            """);

    assertThat(draft).contains("\"/kind\" = \"node\"", "\"/left/right/middle/kind\" = \"node\"");
    dialect(draft);
  }

  @Test
  void anAddressWithParametersIsMarked() {
    String path = "  path = \"/v1/rooms\"";

    assertThat(DialectDraft.of(CHAT).lines()).contains(path);
    assertThat(DialectDraft.of(CHAT.replace("address: /rooms", "address: '/rooms/{room}'")).lines())
        .contains("  path = \"/v1/rooms/{room}\" # ?");
  }

  @Test
  void whatIsNoSuchDocumentIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DialectDraft.of("a: [1"))
        .withMessageContaining("got a mistake at line");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DialectDraft.of("openapi: 3.0.0"))
        .withMessage("must be a document of AsyncAPI 3, with the key asyncapi, got: none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DialectDraft.of("asyncapi: 2.6.0"))
        .withMessageEndingWith("got: version 2.6.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DialectDraft.of("asyncapi: 3.0.0"))
        .withMessageContaining("must have operations with messages");
  }

  private FileDialect dialect(String text) throws IOException {
    return FileDialect.read(
        Files.writeString(Files.createTempFile(folder, "draft", ".conf"), text));
  }

  private static ServerEvent event(DialectSession session, String frame) {
    return session.read(Payload.of(frame)).events().get(0);
  }
}
