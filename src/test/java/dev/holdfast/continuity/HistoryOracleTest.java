package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.preserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** One honest reconnection, and beside it each thing that can be wrong with its messages. */
class HistoryOracleTest {

  private final Talk talk = Talk.afterTurns(3);
  private final Snapshot now = talk.server.now();

  private Judgement shown(Snapshot snapshot) {
    return talk.comingBackWith(snapshot).judgement();
  }

  @Test
  void allThatIsOwedIsPreserved() {
    Judgement judgement = shown(now);

    preserved(judgement);
    assertThat(judgement.gapClass()).isEqualTo(GapClass.BRIEF);
  }

  @Test
  void anEmptySessionIsPreserved() {
    preserved(new Talk().comingBack().judgement());
  }

  @Test
  void eachMissingMessageIsLost() {
    for (int at = 0; at < now.history().size(); at++) {
      broken(shown(now.without(at)), Anomaly.LOST_MESSAGE);
    }
  }

  @Test
  void aMessageThatStandsTwiceIsDuplicated() {
    for (int at = 0; at < now.history().size(); at++) {
      broken(shown(now.adding(now.history().get(at))), Anomaly.DUPLICATED_MESSAGE);
    }
  }

  @Test
  void aKnownTextUnderAnUnknownIdIsDuplicated() {
    Message known = now.history().get(2);
    Message copy = new Message(99, "other", known.role(), known.content(), known.inReplyTo());

    broken(shown(now.adding(copy)), Anomaly.DUPLICATED_MESSAGE);
  }

  @Test
  void twoMessagesInAnotherOrderAreReordered() {
    for (int at = 1; at < now.history().size(); at++) {
      int second = at;
      broken(
          shown(
              now.withHistory(
                  list -> {
                    Collections.swap(list, second - 1, second);
                    return list;
                  })),
          Anomaly.REORDERED_MESSAGE);
    }
  }

  @Test
  void aMessageUnderAnotherNumberIsReordered() {
    Message last = now.history().get(5);

    broken(
        shown(
            now.withMessage(
                5, new Message(7, last.id(), last.role(), last.content(), last.inReplyTo()))),
        Anomaly.REORDERED_MESSAGE);
  }

  @Test
  void anotherTextIsCorrupted() {
    Message known = now.history().get(1);

    broken(
        shown(now.withMessage(1, new Message(2, known.id(), Role.AGENT, "?", known.inReplyTo()))),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void theTextOfAnotherMessageInItsPlaceIsCorrupted() {
    Message known = now.history().get(4);
    String older = now.history().get(0).content();

    broken(
        shown(now.withMessage(4, new Message(5, known.id(), Role.USER, older, null))),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void anotherAuthorIsCorrupted() {
    Message known = now.history().get(0);

    broken(
        shown(now.withMessage(0, new Message(1, known.id(), Role.AGENT, known.content(), null))),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void theAnswerToAnotherQuestionIsCorrupted() {
    Message known = now.history().get(3);

    broken(
        shown(now.withMessage(3, new Message(4, known.id(), Role.AGENT, known.content(), "m-1"))),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void anAnswerThatNoLongerNamesItsQuestionIsTheSame() {
    Message known = now.history().get(3);

    preserved(
        shown(now.withMessage(3, new Message(4, known.id(), Role.AGENT, known.content(), null))));
  }

  @Test
  void aMessageOfNobodyIsUnexpected() {
    broken(
        shown(now.adding(new Message(7, "x", Role.USER, "who said that?", null))),
        Anomaly.UNEXPECTED_MESSAGE);
    broken(
        shown(now.adding(new Message(7, "x", Role.AGENT, "who asked that?", "m-3"))),
        Anomaly.UNEXPECTED_MESSAGE);
  }
}
