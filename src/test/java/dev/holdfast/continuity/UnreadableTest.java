package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.finds;
import static dev.holdfast.continuity.Verdicts.preserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import org.junit.jupiter.api.Test;

/** What cannot be read is no answer where one is due, and nothing hangs on it elsewhere. */
class UnreadableTest {

  private static final ServerEvent UNREADABLE = new ServerEvent.Unreadable("seq must be a number");

  private final Talk talk = Talk.afterTurns(2);

  @Test
  void insteadOfAnAckItBreaksTheNextReturnAlthoughNothingOfWhatIsOwedIsMissing() {
    talk.ledger.sent(talk.nextId(), "said, and never stored", Memory.EMPTY, false);

    finds(talk.hear(UNREADABLE), Anomaly.NO_ANSWER);
    broken(talk.comingBack().done(), Anomaly.NO_ANSWER);
    preserved(talk.comingBack().done());
  }

  @Test
  void insteadOfAnAnswerItBreaksTheNextReturn() {
    talk.say(Memory.EMPTY, true);

    finds(talk.hear(UNREADABLE), Anomaly.NO_ANSWER);
  }

  @Test
  void whileNothingIsDueItIsNobodysAnswer() {
    finds(talk.hear(UNREADABLE));
    preserved(talk.comingBack().pushed(UNREADABLE).done());
  }

  @Test
  void insteadOfTheHistoryItIsNamedBesideTheSilence() {
    Judgement judgement =
        talk.comingBack()
            .history(UNREADABLE)
            .answered(Admission.noAnswer("the restore did not complete"))
            .judgement();

    broken(judgement, Anomaly.NO_ANSWER);
    assertThat(judgement.findings()).extracting(Finding::came).contains("seq must be a number");
  }

  @Test
  void duringAReturnInWhichATurnGoesOnItBreaksTheReturn() {
    talk.say(Memory.EMPTY, true);

    broken(talk.comingBack().working().pushed(UNREADABLE).done(), Anomaly.NO_ANSWER);
  }
}
