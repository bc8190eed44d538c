package org.example.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Opening;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.PayloadKind;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One session: its id is told in the welcome, and brought along when the client comes back. */
final class ChatSession implements DialectSession {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PayloadKind kind;
  private String token = "";
  private String session = "";

  ChatSession(PayloadKind kind) {
    this.kind = kind;
  }

  @Override
  public void granted(SessionGrant grant) {
    token = grant.sessionToken();
  }

  @Override
  public Opening opening(String right) {
    token = right;
    return new Opening("/chat?room=1", Map.of());
  }

  @Override
  public Received opened() {
    return new Received(List.of(), List.of(frame(operation("hello").put("sid", session))));
  }

  @Override
  public Payload say(UserMessage message) {
    return frame(operation("say").put("id", message.id()).put("text", message.content()));
  }

  @Override
  public Payload history() {
    return frame(operation("history"));
  }

  @Override
  public Received read(Payload frame) {
    try {
      JsonNode messages =
          frame instanceof Payload.Text text
              ? JSON.readTree(text.text())
              : JSON.readTree(((Payload.Binary) frame).bytes());
      List<ServerEvent> events = new ArrayList<>();
      List<Payload> replies = new ArrayList<>();
      for (JsonNode message : messages.isArray() ? messages : List.of(messages)) {
        read(message, events, replies);
      }
      return new Received(events, replies);
    } catch (IOException e) {
      return Received.of(new ServerEvent.Unreadable("a frame must be JSON"));
    }
  }

  private void read(JsonNode message, List<ServerEvent> events, List<Payload> replies) {
    switch (message.path("op").asText()) {
      case "ping" -> replies.add(frame(operation("pong").put("n", message.path("n").asInt())));
      case "challenge" ->
          replies.add(
              frame(
                  operation("answer")
                      .put("nonce", message.path("nonce").asText())
                      .put("token", token)));
      case "welcome" -> {
        session = message.path("sid").asText();
        boolean resumed = message.path("resumed").asBoolean();
        events.add(new ServerEvent.Established("", resumed, true, resumed, false, -1));
      }
      case "ok" -> events.add(new ServerEvent.Acked(message.path("id").asText(), 0, -1));
      case "history" -> events.add(history(message));
      case "room", "presence" -> {
        // Of no interest.
      }
      default -> events.add(new ServerEvent.Unreadable("an unknown op"));
    }
  }

  private static ServerEvent.History history(JsonNode message) {
    List<Message> items = new ArrayList<>();
    for (JsonNode item : message.path("items")) {
      items.add(
          new Message(0, item.path("id").asText(), Role.USER, item.path("text").asText(), null));
    }
    return new ServerEvent.History(items, -1);
  }

  private static ObjectNode operation(String name) {
    return JSON.createObjectNode().put("op", name);
  }

  private Payload frame(ObjectNode message) {
    String text = message.toString();
    return kind == PayloadKind.TEXT
        ? Payload.of(text)
        : Payload.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
