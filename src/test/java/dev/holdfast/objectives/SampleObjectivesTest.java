package dev.holdfast.objectives;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.objectives.ObjectiveResult.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleObjectivesTest {

  private final GrowthObjective memory =
      new GrowthObjective("memory", "Backend memory", "heap.before", "heap.after", 0.05, 10);

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "1000, 1049, MET",
    "1000, 1050, MISSED",
    "1000, 2000, MISSED",
    "1000, 900, MET",
    "100, 109, MET",
    "100, 110, MISSED",
    "0, 9, MET",
    "0, 10, MISSED"
  })
  void growthIsHeldToItsShareAndItsFloor(double before, double after, Status status) {
    assertThat(
            memory
                .judge(run().sample("heap.before", before).sample("heap.after", after).build())
                .status())
        .isEqualTo(status);
  }

  @Test
  void growthSaysWhenOnlyTheFloorSavedIt() {
    assertThat(
            memory.judge(run().sample("heap.before", 100).sample("heap.after", 109).build()).why())
        .isEqualTo("the growth of 9 is below the floor of 10");
  }

  @Test
  void growthIsNeverMetByNothing() {
    assertThat(memory.judge(run().sample("heap.before", 1).build()))
        .extracting(ObjectiveResult::status, ObjectiveResult::measured)
        .containsExactly(Status.NOT_MEASURED, "no sample heap.after");
    assertThat(memory.judge(run().sample("heap.after", 1).build()).measured())
        .isEqualTo("no sample heap.before");
  }

  @ParameterizedTest(name = "{0} of at least 1000: {1}")
  @CsvSource({"1000, MET", "1001, MET", "999, MISSED", "0, NOT_MEASURED"})
  void usersMustReallyHaveBeenThere(int peak, Status status) {
    assertThat(new UsersObjective(1_000).judge(run().peakUsers(peak).build()).status())
        .isEqualTo(status);
  }

  @ParameterizedTest(name = "{0} of {1} to {2}: {3}, required {4}")
  @CsvSource({
    "0, 0, 0, MET, 0",
    "1, 0, 0, MISSED, 0",
    "4, -Infinity, 5, MET, ≤ 5",
    "6, -Infinity, 5, MISSED, ≤ 5",
    "6, 5, Infinity, MET, ≥ 5",
    "4, 5, Infinity, MISSED, ≥ 5",
    "4, 1, 4, MET, 1 to 4"
  })
  void aCountLiesWithinItsLimits(
      double value, double atLeast, double atMost, Status status, String required) {
    ObjectiveResult result =
        new CountObjective("count", "Count", "tokens", atLeast, atMost)
            .judge(run().sample("tokens", value).build());

    assertThat(result.status()).isEqualTo(status);
    assertThat(result.required()).isEqualTo(required);
  }

  @Test
  void aCountThatWasNotTakenIsNeverMet() {
    assertThat(new CountObjective("count", "Count", "tokens", 0, 0).judge(run().build()).status())
        .isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new GrowthObjective("x", "x", "a", "b", 0, 1))
        .hasMessage("x.maxGrowth must be positive, got: 0.0");
    assertThatThrownBy(() -> new GrowthObjective("x", "x", "a", "b", 1, -1))
        .hasMessage("x.floor must not be negative, got: -1.0");
    assertThatThrownBy(() -> new UsersObjective(0)).hasMessage("users must be at least 1, got: 0");
    assertThatThrownBy(() -> new CountObjective("x", "x", "a", 2, 1))
        .hasMessage("x.atMost must not be below atLeast (2.0), got: 1.0");
    assertThatThrownBy(
            () ->
                new CountObjective(
                    "x", "x", "a", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
        .hasMessageContaining("which nothing can miss");
  }
}
