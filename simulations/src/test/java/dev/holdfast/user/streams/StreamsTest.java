package dev.holdfast.user.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which streams are cut when, what is asked for again, and what of that is news to the ledger. */
final class StreamsTest {

  private static final ToolCall CALL = new ToolCall("t-1", "m-1", "usage_analyzer", "42");
  private static final ServerEvent CALLED = new ServerEvent.ToolCalled(CALL, 2);
  private static final ServerEvent ANSWERED =
      new ServerEvent.Answered(
          "m-1", new Message(2, "a-1", Role.AGENT, "abc", "m-1"), 2, null, null);

  private final Streams streams = new Streams();
  private final Ledger ledger = new Ledger("s", text -> null);

  @Test
  void cutsAtTheFirstPieceAndEverLaterByTheRound() {
    say("m-0");
    hear("m-0", 100);
    streams.learn();
    streams.clear();
    say("m-1");
    assertThat(streams.isCutDue(0)).isFalse();

    hear("m-1", 1);
    assertThat(streams.isCutDue(0)).isTrue();
    assertThat(streams.isCutDue(1)).isFalse();

    hear("m-1", 50);
    assertThat(streams.isCutDue(2)).isTrue();
    assertThat(streams.isCutDue(3)).isFalse();
    assertThat(streams.isCutDue(5)).isTrue();
    streams.heard(ANSWERED, 0);
    assertThat(streams.isCutDue(4)).as("nothing more will come").isTrue();
  }

  @Test
  void asksForWhatIsNeitherEndedNorAskedForAndWasTakenOverByTheServer() {
    say("m-1");
    say("m-2");
    ledger.observe(new ServerEvent.Acked("m-1", 1, 1));
    assertThat(streams.cut(ledger)).extracting(StreamedAnswer::turn).containsExactly("m-1");

    ledger.observe(new ServerEvent.Acked("m-2", 2, 2));
    streams.cut(ledger).get(0).resume(1);
    assertThat(streams.cut(ledger)).extracting(StreamedAnswer::turn).containsExactly("m-2");

    streams.cut(ledger).get(0).resume(1);
    streams.heard(ANSWERED, 2);
    assertThat(streams.resumed()).hasSize(2);
    assertThat(streams.allEnded()).isFalse();
  }

  @Test
  void whatTheLedgerKnowsIsNoNewsWhereItWasAskedForAndOnlyThere() {
    ServerEvent piece = new ServerEvent.Chunk("m-1", 0, "abc");
    say("m-1");
    ledger.observe(new ServerEvent.Acked("m-1", 1, 1));
    StreamedAnswer answer = streams.cut(ledger).get(0);

    answer.resume(1);
    assertThat(List.of(piece, CALLED, ANSWERED))
        .as("a turn that is not finished is judged as any other")
        .noneMatch(event -> streams.repeats(event, ledger));

    ledger.observe(piece);
    ledger.observe(CALLED);
    ledger.observe(ANSWERED);
    assertThat(List.of(piece, CALLED, ANSWERED)).allMatch(event -> streams.repeats(event, ledger));

    streams.clear();
    assertThat(List.of(piece, CALLED, ANSWERED)).noneMatch(event -> streams.repeats(event, ledger));
  }

  private void say(String id) {
    ledger.sent(id, "text of " + id, Memory.EMPTY, true);
    streams.begin(id, Document.number(0));
  }

  private void hear(String turn, int pieces) {
    for (int number = 0; number < pieces; number++) {
      streams.heard(new ServerEvent.Chunk(turn, number, "x"), 0);
    }
  }
}
