package dev.holdfast.objectives;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.objectives.ObjectiveResult.Status;
import org.junit.jupiter.api.Test;

class EstablishedObjectiveTest {

  private static final EstablishedObjective NINETY_NINE = new EstablishedObjective(0.99);

  @Test
  void isMetByItsShareOfSessions() {
    ObjectiveResult result = NINETY_NINE.judge(begun(99, "not answered", 1));

    assertThat(result.status()).isEqualTo(Status.MET);
    assertThat(result.measured()).isEqualTo("99 of 100; 1 × not answered");
    assertThat(NINETY_NINE.judge(begun(100, "not answered", 0)).measured()).isEqualTo("100 of 100");
  }

  @Test
  void isMissedByFewerAndTellsTheCausesTheMostFrequentFirst() {
    RunRecord many =
        run()
            .gauge(RunRecorder.SESSIONS_ESTABLISHED, 96)
            .event(failed("no greeting"), 1)
            .event(failed("not answered"), 3)
            .build();

    ObjectiveResult result = NINETY_NINE.judge(many);

    assertThat(result.status()).isEqualTo(Status.MISSED);
    assertThat(result.measured()).isEqualTo("96 of 100; 3 × not answered, 1 × no greeting");
  }

  @Test
  void noneAtAllIsMissedAlthoughEveryReturnSeemsKept() {
    RunRecord deaf = run().judged(1_200, 0).event(failed("not acknowledged"), 200).build();

    assertThat(NINETY_NINE.judge(deaf).status()).isEqualTo(Status.MISSED);
    assertThat(NINETY_NINE.judge(deaf).measured()).isEqualTo("none of 200; 200 × not acknowledged");
  }

  @Test
  void aLateGeneratorExplainsSilenceAndNoRefusal() {
    String silence = "first connection: " + SilentCause.NO_GREETING.words() + " 5000 ms";

    assertThat(NINETY_NINE.canBeMissedByLateness(begun(50, silence, 50))).isTrue();
    assertThat(
            NINETY_NINE.canBeMissedByLateness(begun(50, "no session was issued: status 500", 50)))
        .isFalse();
    assertThat(
            NINETY_NINE.canBeMissedByLateness(
                begun(50, SilentCause.NOT_ACKNOWLEDGED.words() + SilentCause.UNREADABLE, 50)))
        .isFalse();
  }

  @Test
  void isNeverMetByNothing() {
    assertThat(NINETY_NINE.judge(run().judged(10, 0).build()).status())
        .isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void refusesAPromiseThatEverythingKeeps() {
    assertThatThrownBy(() -> new EstablishedObjective(0)).hasMessageContaining("got: 0.0");
    assertThatThrownBy(() -> new EstablishedObjective(1.1)).hasMessageContaining("got: 1.1");
  }

  private static RunRecord begun(int established, String cause, int failures) {
    RunBuilder run = run().gauge(RunRecorder.SESSIONS_ESTABLISHED, established);
    return (failures == 0 ? run : run.event(failed(cause), failures)).build();
  }

  private static String failed(String cause) {
    return RunRecord.detailed(EstablishedObjective.FAILED, cause);
  }
}
