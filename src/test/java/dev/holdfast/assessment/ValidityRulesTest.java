package dev.holdfast.assessment;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Phase;
import dev.holdfast.objectives.RunBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidityRulesTest {

  private final ValidityRules rules = ValidityRules.standard();

  @Test
  void aHealthyRunBreaksNone() {
    assertThat(rules.violatedBy(sound().build())).isEmpty();
  }

  @Test
  void nothingMeasured() {
    assertThat(rules.violatedBy(run().judged(0, 0).build()))
        .containsExactly("nothing was measured: no reconnection was judged");
  }

  @Test
  void plannedAndJudgedDiffer() {
    assertThat(rules.violatedBy(run().tally(Cohort.ALL, 101, 100, 0).build()))
        .containsExactly("planned and judged reconnections differ: 101 planned, 100 judged");
    assertThat(rules.violatedBy(run().tally(Cohort.ALL, 99, 100, 0).build())).hasSize(1);
  }

  @Test
  void abortReasonsStandAsTheyAre() {
    assertThat(rules.violatedBy(sound().abort("target never reachable: refused").build()))
        .containsExactly("target never reachable: refused");
  }

  @Test
  void notComplete() {
    assertThat(rules.violatedBy(sound().endedBy("killed").build()))
        .containsExactly("the run did not come to its planned end: killed");
    assertThat(rules.violatedBy(sound().endedBy("").build()))
        .containsExactly("the run did not come to its planned end: for no known reason");
  }

  @Test
  void fewerUsersThanPlanned() {
    assertThat(rules.violatedBy(sound().peakUsers(99).build()))
        .containsExactly("only 99 users were there at once, planned were 100");
  }

  @Test
  void lateEventLoopsPausesAndBusyProcessorsAreNoReasonByThemselves() {
    assertThat(violated(new GeneratorFigures(180, 900, 700, 900, 0.99, -1, -1, 0, 1))).isEmpty();
    assertThat(rules.violatedBy(sound().without(Phase.LAG, Cohort.ALL).build())).isEmpty();
  }

  @Test
  void aRunWhoseLagIsKnownAsAWholeOnlyIsLateAsAWholeOrNotAtAll() {
    assertThat(late(new GeneratorFigures(100, 200, 0, 0, 0.5, -1, -1, 0, 1))).isFalse();
    assertThat(late(new GeneratorFigures(100.5, 200, 0, 0, 0.5, -1, -1, 0, 1))).isTrue();
    assertThat(late(new GeneratorFigures(1, 500, 500, 0, 0.5, -1, -1, 0, 1))).isFalse();
    assertThat(late(new GeneratorFigures(1, 501, 1, 0, 0.5, -1, -1, 0, 1))).isTrue();
    assertThat(late(new GeneratorFigures(1, 1, 501, 0, 0.5, -1, -1, 0, 1))).isTrue();
  }

  @Test
  void aRunWhoseLagNobodyKnowsMayHaveBeenLate() {
    assertThat(rules.lateness(sound().without(Phase.LAG, Cohort.ALL).build()).late()).hasSize(1);
  }

  @Test
  void nearlyOutOfFiles() {
    assertThat(violated(new GeneratorFigures(1, 1, 0, 0, 0.5, 19_600, 20_000, 0, 1)))
        .containsExactly(
            "the generator ran out of files: 19,600 of 20,000 were open, 2 % must stay free");
    assertThat(violated(new GeneratorFigures(1, 1, 0, 0, 0.5, 19_599, 20_000, 0, 1))).isEmpty();
  }

  @Test
  void aClockThatJumpsIsToldAndIsAReasonOnlyForWhatGoesByIt() {
    GeneratorFigures jumped = new GeneratorFigures(1, 1, 0, 0, 0.5, -1, -1, 1_001, 1);

    assertThat(violated(jumped)).isEmpty();
    assertThat(rules.clockJump(sound().generator(jumped).build()))
        .hasValue("the wall clock's jump during the run was 1.001 s, the limit is 1 s");
    assertThat(
            rules.violatedBy(sound().generator(jumped).anomaly(Anomaly.EXPIRED_EARLY, 1).build()))
        .singleElement()
        .asString()
        .startsWith("the wall clock's jump during the run was 1.001 s");
    assertThat(rules.violatedBy(sound().generator(jumped).anomaly(Anomaly.LOST_MESSAGE, 1).build()))
        .isEmpty();
  }

  @Test
  void startsMissed() {
    assertThat(violated(new GeneratorFigures(1, 1, 0, 0, 0.5, -1, -1, 0, 0.949)))
        .containsExactly(
            "the generator began only 94.9 % of the planned reconnections within their time, the"
                + " least is 95 %");
    assertThat(violated(new GeneratorFigures(1, 1, 0, 0, 0.5, -1, -1, 0, 0.95))).isEmpty();
  }

  @Test
  void refusesNonsense() {
    Duration second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new ValidityRules(Duration.ZERO, second, 1, 0, second))
        .hasMessage("max-lag-p99 must be positive, got: PT0S");
    assertThatThrownBy(() -> new ValidityRules(second, second, 1.1, 0, second))
        .hasMessage("min-achieved must be 0 to 1, got: 1.1");
  }

  private List<String> violated(GeneratorFigures figures) {
    return rules.violatedBy(sound().generator(figures).build());
  }

  private boolean late(GeneratorFigures figures) {
    return !rules.lateness(sound().generator(figures).build()).late().isEmpty();
  }

  private static RunBuilder sound() {
    return run().judged(5_000, 0);
  }
}
