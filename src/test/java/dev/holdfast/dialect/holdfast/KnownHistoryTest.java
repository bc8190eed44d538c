package dev.holdfast.dialect.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a history was told before is not read again, and everything else is. */
class KnownHistoryTest {

  private final DialectSession session = new NativeDialect().begin();

  private static ServerEvent read(DialectSession session, String text) {
    return session.read(Payload.of(text)).events().get(0);
  }

  private static List<Message> messages(DialectSession session, String text) {
    return ((ServerEvent.History) read(session, text)).messages();
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  private static String message(int seq, String content) {
    return seq % 2 == 1
        ? quoted("{'seq':" + seq + ",'id':'m-" + seq + "','role':'user','content':'")
            + content
            + quoted("','timestamp':'2026-11-22T00:00:00Z'}")
        : quoted("{'seq':" + seq + ",'id':'a-" + seq + "','role':'agent','content':'")
            + content
            + quoted("','in_reply_to':'m-" + (seq - 1) + "','tool_calls':1}");
  }

  private static String frame(int id, List<String> messages) {
    return quoted("{'type':'conversation_history','id':'f-" + id + "','payload':{'history':[")
        + String.join(",", messages)
        + quoted("],'version':" + messages.size() + "}}");
  }

  private static List<String> some(int count) {
    List<String> messages = new ArrayList<>();
    for (int seq = 1; seq <= count; seq++) {
      messages.add(message(seq, "Wörd\\n " + seq));
    }
    return messages;
  }

  @Test
  void messagesThatWereToldBeforeAreTheSameObjects() {
    List<Message> first = messages(session, frame(9, some(4)));
    List<Message> second = messages(session, frame(10, some(6)));

    assertThat(second).hasSize(6).startsWith(first.toArray(Message[]::new));
    for (int at = 0; at < 4; at++) {
      assertThat(second.get(at)).isSameAs(first.get(at));
    }
    assertThat(messages(session, frame(11, some(6))).get(5)).isSameAs(second.get(5));
  }

  @Test
  void aMessageThatChangedIsReadAndThoseBehindItAsWell() {
    List<Message> first = messages(session, frame(1, some(5)));
    List<String> changed = some(5);
    changed.set(2, message(3, "other"));

    List<Message> second = messages(session, frame(2, changed));

    assertThat(second.get(1)).isSameAs(first.get(1));
    assertThat(second.get(2).content()).isEqualTo("other");
    assertThat(second.get(4)).isEqualTo(first.get(4)).isNotSameAs(first.get(4));
  }

  @Test
  void anEarlierHistoryTellsItsOwnCallsOnly() {
    read(session, frame(1, some(6)));

    ServerEvent.History shorter = (ServerEvent.History) read(session, frame(2, some(3)));

    assertThat(shorter.callsMade()).containsOnlyKeys("m-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "},],'version'",
        "},,{'seq'",
        "} ],'version'",
        "}],'history':[],'version'",
        "}],'history':[{'seq':9,'id':'x','role':'user','content':'y'}],'version'",
        "}],'more':[1],'version'",
        "}}],'version'",
        "}]],'version'",
        "}",
        "}],'version':-1}}}",
        "}],'version':2,'payload':{}"
      })
  void whatFollowsTheKnownMessagesIsReadAsStrictlyAsEver(String end) {
    String told = frame(1, some(4));
    String other = told.replace("}],\"version\"", quoted(end)).replace("'f-1'", "'f-2'");
    read(session, told);

    assertThat(read(session, other)).isEqualTo(read(new NativeDialect().begin(), other));
    assertThat(read(session, frame(3, some(5))))
        .isEqualTo(read(new NativeDialect().begin(), frame(3, some(5))));
  }

  @Property(tries = 2000)
  void whateverComesIsReadAsByASessionThatKnowsNothing(@ForAll long seed) {
    Random random = new Random(seed);
    DialectSession knowing = new NativeDialect().begin();
    for (int id = 0; id < 6; id++) {
      String text = harmed(frame(id, shuffled(random)), random);
      assertThat(read(knowing, text)).isEqualTo(read(new NativeDialect().begin(), text));
    }
  }

  private static List<String> shuffled(Random random) {
    List<String> messages = some(random.nextInt(8));
    if (!messages.isEmpty() && random.nextInt(3) == 0) {
      messages.remove(random.nextInt(messages.size()));
    }
    if (!messages.isEmpty() && random.nextInt(3) == 0) {
      messages.add(messages.get(random.nextInt(messages.size())));
    }
    return messages;
  }

  private static String harmed(String frame, Random random) {
    int at = random.nextInt(frame.length());
    return switch (random.nextInt(5)) {
      case 0 -> frame.substring(0, at) + frame.substring(at + 1);
      case 1 ->
          frame.substring(0, at) + ",]}{[\" x".charAt(random.nextInt(8)) + frame.substring(at);
      case 2 -> frame.substring(0, at);
      default -> frame;
    };
  }
}
