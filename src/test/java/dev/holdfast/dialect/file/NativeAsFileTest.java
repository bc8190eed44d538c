package dev.holdfast.dialect.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.dialect.holdfast.NativeDialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The native protocol as a file reads the same from recorded traffic, as far as a file can say. */
final class NativeAsFileTest {

  private static final Dialect FILE = FileDialect.read(Path.of("..", "dialects", "holdfast.conf"));

  /** What a mock backend sent: greeting, ack, pieces, a tool call, answer, pong, error, history. */
  private static List<String> recorded() throws IOException {
    try (InputStream in =
        NativeAsFileTest.class.getResourceAsStream("/dev/holdfast/dialect/native-session.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  @Test
  void bothReadTheSameFromRecordedTraffic() throws IOException {
    List<ServerEvent> asFile = read(FILE);

    assertThat(asFile).isEqualTo(reduced(read(new NativeDialect()))).hasSize(10);
    assertThat(asFile).noneMatch(ServerEvent.Unreadable.class::isInstance);
  }

  /** The comparison tells what differs: one letter of an answer, one id of the history. */
  @Test
  void whatDiffersIsSeen() throws IOException {
    List<ServerEvent> right = reduced(read(new NativeDialect()));
    for (String changed : List.of("usage_analyzer reports", "m-1-answer", "unknown_type")) {
      List<String> frames =
          recorded().stream().map(frame -> frame.replace(changed, "x" + changed)).toList();
      assertThat(read(FILE, frames)).as(changed).isNotEqualTo(right);
    }
  }

  private static List<ServerEvent> read(Dialect dialect) throws IOException {
    return read(dialect, recorded());
  }

  private static List<ServerEvent> read(Dialect dialect, List<String> frames) {
    DialectSession session = dialect.begin();
    session.granted(SessionGrant.known("ann", "t"));
    session.say(new UserMessage("m-1", "Where can we save money?", Memory.EMPTY, true));
    session.say(new UserMessage("m-2", "Zoë: only a note", Memory.EMPTY, false));
    List<ServerEvent> events = new ArrayList<>();
    frames.forEach(frame -> events.addAll(session.read(Payload.of(frame)).events()));
    return events;
  }

  /** What the native dialect tells beyond a file is left out. */
  private static List<ServerEvent> reduced(List<ServerEvent> events) {
    List<ServerEvent> reduced = new ArrayList<>();
    for (ServerEvent event : events) {
      if (event instanceof ServerEvent.Established greeting) {
        reduced.add(
            new ServerEvent.Established("", true, true, greeting.contextAvailable(), false, -1));
      } else if (event instanceof ServerEvent.Acked ack) {
        reduced.add(new ServerEvent.Acked(ack.messageId(), 0, -1));
      } else if (event instanceof ServerEvent.Chunk chunk) {
        reduced.add(new ServerEvent.Chunk(chunk.turn(), chunk.number(), chunk.data()));
      } else if (event instanceof ServerEvent.Answered answer) {
        reduced.add(
            new ServerEvent.Answered(answer.turn(), plain(answer.message()), -1, null, null));
      } else if (event instanceof ServerEvent.History history) {
        reduced.add(
            new ServerEvent.History(
                history.messages().stream().map(NativeAsFileTest::plain).toList(), -1));
      } else if (!(event instanceof ServerEvent.ToolCalled)) {
        reduced.add(event);
      }
    }
    return reduced;
  }

  private static Message plain(Message message) {
    return new Message(0, message.id(), message.role(), message.content(), message.inReplyTo());
  }
}
