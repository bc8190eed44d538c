package dev.holdfast.dialect.file;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Dialect files of tests. */
final class DialectFiles {

  /** A dialect as small as one can be. */
  static final String SMALL =
      """
      session { request { path = "/login" }, take { token = "/token" } }
      connect { path = "/chat", headers { Authorization = "Bearer {{token}}" } }
      send { frame = "{\\"op\\":\\"say\\",\\"id\\":{{json id}},\\"text\\":{{json text}}}" }
      frames = [
        { when { "/op" = welcome }, is = greeting, take { sid = "/sid" } }
        { when { "/op" = ok }, is = ack, id = "/id" }
        { when { "/op" = ping }, is = ping, reply = "{\\"op\\":\\"pong\\",\\"n\\":{{/n}}}" }
        { when { "/op" = history }, is = history }
      ]
      state {
        frame = "{\\"op\\":\\"history\\",\\"n\\":{{n}}}"
        items = "/items"
        item { id = "/id", text = "/text" }
      }
      """;

  private DialectFiles() {}

  static FileDialect of(String text) {
    try {
      Path file = Files.createTempFile("dialect", ".conf");
      try {
        Files.writeString(file, text);
        return FileDialect.read(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static UserMessage message(String id, String content) {
    return new UserMessage(id, content, Memory.EMPTY, false);
  }

  static DialectSession session(FileDialect dialect) {
    DialectSession session = dialect.begin();
    session.granted(SessionGrant.known("ann", "t-1"));
    return session;
  }

  static Message item(String id, String content) {
    return new Message(0, id, Role.USER, content, null);
  }

  static String text(Payload frame) {
    return ((Payload.Text) frame).text();
  }

  static List<ServerEvent> events(DialectSession session, String frame) {
    return session.read(Payload.of(frame)).events();
  }

  static List<String> replies(Received received) {
    return received.replies().stream().map(DialectFiles::text).toList();
  }
}
