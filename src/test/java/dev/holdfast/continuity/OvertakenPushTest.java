package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fetch may be answered before the push of what it shows: the push is then no second one. */
class OvertakenPushTest {

  private final Talk talk = Talk.afterTurns(1);
  private final String turn = talk.say(Memory.EMPTY, true);

  @Test
  void anAnswerThatAHistoryShowedIsPushedOnceAndNoMore() {
    List<ServerEvent> pushes = talk.server.finishTurn();
    assertThat(talk.hear(talk.server.now().historyEvent())).isEmpty();

    assertThat(talk.hear(pushes.get(0))).isEmpty();
    assertThat(talk.hear(pushes.get(1))).isEmpty();
    assertThat(talk.comingBack().done().findings()).isEmpty();

    assertThat(talk.hear(pushes.get(1)))
        .extracting(Finding::anomaly)
        .containsExactly(Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void itsPiecesMayComeFirstAndAreHeldAgainstIt() {
    List<ServerEvent> pieces = talk.server.chunks(2);
    List<ServerEvent> pushes = talk.server.finishTurn();
    talk.hear(talk.server.now().historyEvent());

    assertThat(talk.hear(pieces.get(0))).isEmpty();
    assertThat(talk.hear(pieces.get(0)))
        .extracting(Finding::anomaly)
        .containsExactly(Anomaly.DUPLICATED_MESSAGE);
    assertThat(talk.hear(pieces.get(1))).isEmpty();
    assertThat(talk.hear(pushes.get(1))).isEmpty();
  }

  @Test
  void anAnswerThatIsPushedWithAnotherTextIsCorrupted() {
    ServerEvent.Answered answer = (ServerEvent.Answered) talk.server.finishTurn().get(1);
    Message told = answer.message();
    talk.hear(talk.server.now().historyEvent());

    assertThat(
            talk.hear(
                new ServerEvent.Answered(
                    turn,
                    new Message(told.seq(), told.id(), told.role(), "Otherwise.", turn),
                    answer.version(),
                    answer.memory(),
                    answer.workflow())))
        .extracting(Finding::anomaly)
        .containsExactly(Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void aToolCallThatAContextShowedIsPushedOnceAndNoMore() {
    List<ServerEvent> pushes = talk.server.finishTurn();
    talk.hear(talk.server.now().contextEvent(Talk.SESSION));

    assertThat(talk.hear(pushes.get(0))).isEmpty();
    assertThat(talk.hear(pushes.get(1))).isEmpty();
    assertThat(talk.hear(pushes.get(0)))
        .extracting(Finding::anomaly)
        .containsExactly(Anomaly.REPEATED_TOOL_CALL);
  }

  @Test
  void piecesThatAreNotTheAnswerAreReported() {
    List<ServerEvent> pushes = talk.server.finishTurn();
    talk.hear(talk.server.now().historyEvent());
    talk.hear(new ServerEvent.Chunk(turn, 0, "Otherwise.", ServerEvent.Chunk.Then.END));

    assertThat(talk.hear(pushes.get(1)))
        .extracting(Finding::anomaly)
        .containsExactly(Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void whatAReturnShowedIsNotPushedUnasked() {
    List<ServerEvent> pushes = talk.server.finishTurn();
    assertThat(talk.comingBack().done().findings()).isEmpty();

    assertThat(talk.hear(pushes.get(0)))
        .extracting(Finding::anomaly)
        .containsExactly(Anomaly.REPEATED_TOOL_CALL);
    assertThat(talk.hear(pushes.get(1)))
        .extracting(Finding::anomaly)
        .containsExactly(Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void whatWasShownOnAConnectionThatIsGoneIsNotPushedToTheNextOne() {
    List<ServerEvent> pushes = talk.server.finishTurn();
    talk.hear(talk.server.now().historyEvent());
    talk.hear(talk.server.now().contextEvent(Talk.SESSION));
    talk.comingBack().done();

    assertThat(talk.hear(pushes.get(0)))
        .extracting(Finding::anomaly)
        .containsExactly(Anomaly.REPEATED_TOOL_CALL);
    assertThat(talk.hear(pushes.get(1)))
        .extracting(Finding::anomaly)
        .containsExactly(Anomaly.DUPLICATED_MESSAGE);
  }
}
