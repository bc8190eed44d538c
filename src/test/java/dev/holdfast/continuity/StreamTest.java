package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.finds;
import static dev.holdfast.continuity.Verdicts.preserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Chunks, answers and tool calls as they arrive. */
class StreamTest {

  private final Talk talk = new Talk();
  private final Ledger ledger = talk.ledger;

  @Test
  void chunksAreCountedWithoutGapOrRepetition() {
    talk.say(Memory.EMPTY, true);
    List<ServerEvent> chunks = talk.server.chunks(4);

    finds(talk.hear(chunks.get(0)));
    finds(talk.hear(chunks.get(0)), Anomaly.DUPLICATED_MESSAGE);
    finds(talk.hear(chunks.get(2)), Anomaly.LOST_MESSAGE);
    finds(talk.hear(chunks.get(3)));
    talk.server.finishTurn().forEach(event -> finds(talk.hear(event)));
  }

  @Test
  void chunksJoinedAreTheAnswer() {
    talk.say(Memory.EMPTY, true);
    talk.server.chunks(4).subList(0, 3).forEach(chunk -> finds(talk.hear(chunk)));
    List<ServerEvent> finish = talk.server.finishTurn();

    finds(talk.hear(finish.get(0)));
    finds(talk.hear(finish.get(1)), Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void anAnswerThatWasNeverStreamedIsWhole() {
    talk.say(Memory.EMPTY, true);

    talk.server.finishTurn().forEach(event -> finds(talk.hear(event)));
  }

  @Test
  void anAnswerWithAnotherTextThanWasStreamedIsCorrupted() {
    talk.say(Memory.EMPTY, true);
    finds(talk.hear(new ServerEvent.Chunk("m-1", 0, "Something else entirely")));
    List<ServerEvent> finish = talk.server.finishTurn();

    finds(talk.hear(finish.get(1)), Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void aStreamThatWasCutMayGoOnOrBeginAgain() {
    talk.say(Memory.EMPTY, true);
    List<ServerEvent> chunks = talk.server.chunks(4);
    finds(talk.hear(chunks.get(0)));
    finds(talk.hear(chunks.get(1)));
    talk.comingBack().done();
    finds(talk.hear(chunks.get(2)));
    talk.comingBack().done();
    chunks.forEach(chunk -> finds(talk.hear(chunk)));

    talk.server.finishTurn().forEach(event -> finds(talk.hear(event)));
    preserved(talk.comingBack().done());
  }

  @Test
  void aStreamThatBeginsAgainMayNotTakeBackWhatItShowed() {
    talk.say(Memory.EMPTY, true);
    finds(talk.hear(new ServerEvent.Chunk("m-1", 0, "First I said this")));
    talk.comingBack().done();
    talk.server.chunks(2).forEach(chunk -> finds(talk.hear(chunk)));

    finds(talk.hear(talk.server.finishTurn().get(1)), Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void anAnswerThatEndsACutStreamBeginsAsItDid() {
    talk.say(Memory.EMPTY, true);
    finds(talk.hear(talk.server.chunks(4).get(0)));
    talk.comingBack().done();

    finds(talk.hear(talk.server.finishTurn().get(1)));
  }

  @Test
  void chunksAndAnswersOfNoTurnAreUnexpected() {
    finds(talk.hear(new ServerEvent.Chunk("m-9", 0, "?")), Anomaly.UNEXPECTED_MESSAGE);
    finds(
        talk.hear(
            new ServerEvent.Answered(
                "m-9", new Message(1, "a", Role.AGENT, "?", "m-9"), 1, null, null)),
        Anomaly.UNEXPECTED_MESSAGE);
    finds(
        talk.hear(new ServerEvent.ToolCalled(new ToolCall("t", "m-9", "tool", "r"), 1)),
        Anomaly.UNEXPECTED_MESSAGE);
  }

  @Test
  void whatIsToldOfAFinishedTurnAgainIsADuplicate() {
    talk.turn(Memory.EMPTY);
    Message answer = talk.server.now().history().get(1);

    finds(talk.hear(new ServerEvent.Chunk("m-1", 0, "x")), Anomaly.DUPLICATED_MESSAGE);
    finds(
        talk.hear(new ServerEvent.Answered("m-1", answer, 2, null, null)),
        Anomaly.DUPLICATED_MESSAGE);
    finds(
        talk.hear(
            new ServerEvent.Answered(
                "m-1", new Message(3, "b", Role.AGENT, answer.content(), "m-1"), 2, null, null)),
        Anomaly.DUPLICATED_MESSAGE);
    assertThat(ledger.history()).hasSize(2);
  }

  @Test
  void aToolCallIsMadeOnce() {
    talk.say(Memory.EMPTY, true);
    ServerEvent.ToolCalled called = (ServerEvent.ToolCalled) talk.server.finishTurn().get(0);
    ToolCall again = new ToolCall("t-9", called.call().turn(), called.call().tool(), "other");

    finds(talk.hear(called));
    finds(talk.hear(called), Anomaly.REPEATED_TOOL_CALL);
    finds(talk.hear(new ServerEvent.ToolCalled(again, 2)), Anomaly.REPEATED_TOOL_CALL);
  }

  @Test
  void anotherUsersTextIsSeenAtOnceEvenAcrossChunks() {
    talk.say(Memory.EMPTY, true);
    String foreign = Talk.STRANGER.mark("hello", 1);
    String memory = Talk.STRANGER.mark("note", 2);

    finds(talk.hear(new ServerEvent.Chunk("m-1", 0, "He said " + foreign.substring(0, 9))));
    finds(
        talk.hear(new ServerEvent.Chunk("m-1", 1, foreign.substring(9))), Anomaly.FOREIGN_CONTEXT);
    finds(talk.hear(new ServerEvent.Refused("conflict", foreign)), Anomaly.FOREIGN_CONTEXT);
    finds(
        talk.hear(new ServerEvent.Status(true, 1, GapClass.BRIEF, foreign, false, false)),
        Anomaly.FOREIGN_CONTEXT);
    assertThat(
            talk.hear(
                new ServerEvent.Answered(
                    "m-1",
                    new Message(2, "a", Role.AGENT, "He said " + foreign, "m-1"),
                    2,
                    new Memory(Map.of(), Map.of("n", memory)),
                    null)))
        .extracting(Finding::anomaly)
        .containsOnly(Anomaly.FOREIGN_CONTEXT)
        .hasSize(2);
  }

  @Test
  void eventsWithoutContentChangeNothing() {
    finds(talk.hear(new ServerEvent.Pong()));
    finds(talk.hear(new ServerEvent.TokenAccepted()));
    finds(talk.hear(new ServerEvent.ShutdownAnnounced("deploy")));
    finds(talk.hear(new ServerEvent.Unreadable("junk")));
    finds(talk.hear(new ServerEvent.Refused("rate_limited", "slow down")));
    finds(talk.hear(new ServerEvent.Status(true, 1, GapClass.BRIEF, null, false, false)));

    assertThat(ledger.items()).isZero();
    assertThat(ledger.version()).isEqualTo(-1);
  }

  /** A stream that is taken up again replays its call after those that were pushed meanwhile. */
  @Test
  void aCallThatIsToldLateHasNoPlaceUntilAContextShowsIt() {
    Talk talk = Talk.afterTurns(2);
    talk.say(Memory.EMPTY, true);
    talk.say(Memory.EMPTY, true);
    ToolCall first = ((ServerEvent.ToolCalled) talk.server.finishTurn().get(0)).call();
    ToolCall second = ((ServerEvent.ToolCalled) talk.server.finishTurn().get(0)).call();
    long version = talk.server.now().version();
    talk.hear(new ServerEvent.ToolCalled(second, version));
    talk.hear(new ServerEvent.ToolCalled(first, version));

    assertThat(talk.comingBack().done().findings()).isEmpty();
    Snapshot swapped =
        talk.server
            .now()
            .withCalls(
                calls -> {
                  Collections.swap(calls, calls.size() - 1, calls.size() - 2);
                  return calls;
                });
    assertThat(talk.comingBackWith(swapped).judgement().anomalies())
        .containsExactly(Anomaly.CORRUPTED_MESSAGE);
  }
}
