package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.measure.Cohort;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CohortNameTest {

  @Test
  void standInTheOrderInWhichPeopleCount() {
    assertThat(
            Stream.of(
                    "scenario=history",
                    "cycle=10",
                    "gap=extended",
                    "cycle=9",
                    "gap=medium",
                    "all=all",
                    "cycle=1",
                    "gap=brief",
                    "cycle=late",
                    "scenario=errors")
                .map(Cohort::of)
                .sorted(CohortName.ORDER)
                .map(CohortName::of))
        .containsExactly(
            "all together",
            "cycle: 1",
            "cycle: 9",
            "cycle: 10",
            "cycle: late",
            "gap: brief",
            "gap: medium",
            "gap: extended",
            "scenario: errors",
            "scenario: history");
  }
}
