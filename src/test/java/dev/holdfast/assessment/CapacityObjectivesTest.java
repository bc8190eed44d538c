package dev.holdfast.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.SampleCapacity;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.RunBuilder;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class CapacityObjectivesTest {

  private static final List<RecordedSearch> FOUND = SampleCapacity.found(1).searches();

  @Test
  void confirmedFiguresPassThoughManyReconnectionsBrokeBeyondTheLimit() {
    Assessment assessed = assess(FOUND, "holdfast.capacity.searches=sessions,reconnections");

    assertThat(assessed.reasons()).isEmpty();
    assertThat(assessed.verdict()).isEqualTo(Verdict.PASS);
    assertThat(assessed.objectives().get(0).measured()).matches("7,[0-9]{3}");
  }

  @Test
  void aLimitBelowWhatIsRequiredFails() {
    Assessment assessed =
        assess(
            FOUND,
            "holdfast.capacity.searches=sessions,reconnections",
            "holdfast.capacity.sessions.required=9000");

    assertThat(assessed.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(assessed.objectives().get(0).status()).isEqualTo(ObjectiveResult.Status.MISSED);
  }

  @Test
  void asMuchAsWasAskedForDoesNotProveMore() {
    Assessment assessed =
        assess(
            SampleCapacity.atLeast(1).searches(),
            "holdfast.capacity.searches=sessions",
            "holdfast.capacity.sessions.required=9000");

    assertThat(assessed.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(assessed.objectives().get(0).status()).isEqualTo(ObjectiveResult.Status.NOT_PROVEN);
    assertThat(assessed.objectives().get(0).measured()).isEqualTo("at least 4,000");
  }

  @Test
  void aGeneratorThatWasTheLimitMakesTheRunInvalid() {
    Assessment assessed =
        assess(SampleCapacity.saturated().searches(), "holdfast.capacity.searches=sessions");

    assertThat(assessed.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(assessed.reasons().get(0)).startsWith("no figure for concurrent sessions: ");
  }

  @Test
  void aSearchThatMeasuredNothingMakesTheRunInvalid() {
    Assessment assessed = assess(FOUND, "holdfast.capacity.searches=all");

    assertThat(assessed.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(assessed.reasons()).contains("no figure for turns a second: nothing was measured");
  }

  @Test
  void anotherUsersDataFailsWhateverTheLoad() {
    Assessment assessed =
        assess(
            plan("holdfast.capacity.searches=sessions"),
            RunBuilder.run().judged(900, 100).anomaly(Anomaly.FOREIGN_CONTEXT, 1).build(),
            FOUND);

    assertThat(assessed.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aReconnectionThatNobodyJudgedMakesTheRunInvalid() {
    Assessment assessed =
        assess(
            plan("holdfast.capacity.searches=sessions"),
            RunBuilder.run().tally(Cohort.ALL, 11, 10, 0).build(),
            FOUND);

    assertThat(assessed.verdict()).isEqualTo(Verdict.INVALID);
  }

  private static Assessment assess(List<RecordedSearch> searches, String... settings) {
    return assess(plan(settings), RunBuilder.run().judged(900, 100).build(), searches);
  }

  private static Assessment assess(RunPlan plan, RunRecord run, List<RecordedSearch> searches) {
    return CapacityObjectives.assess(
        CapacityObjectives.of(plan),
        CapacityObjectives.always(),
        CapacityObjectives.rules(plan.limits()),
        run,
        searches);
  }

  private static RunPlan plan(String... settings) {
    Properties own = new Properties();
    for (String setting : settings) {
      String[] keyAndValue = setting.split("=", 2);
      own.setProperty(keyAndValue[0], keyAndValue[1]);
    }
    return RunPlan.of(Configuration.load(own, Map.of()));
  }
}
