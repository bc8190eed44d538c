package dev.holdfast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CohortsTest {

  @Test
  void alwaysHoldEverythingTogether() {
    assertThat(Cohorts.all()).containsExactly(Cohort.ALL);
    assertThat(Cohorts.of("scenario", "history", "gap", "brief"))
        .containsExactly(Cohort.ALL, new Cohort("gap", "brief"), new Cohort("scenario", "history"));
  }

  @Test
  void replaceTheValueOfADimensionAndLeaveTheFirstSetAsItWas() {
    Cohorts first = Cohorts.of("cycle", "1");

    assertThat(first.with("cycle", "2")).isEqualTo(Cohorts.of("cycle", "2"));
    assertThat(first.with("gap", "brief")).isEqualTo(Cohorts.of("gap", "brief", "cycle", "1"));
    assertThat(first)
        .isEqualTo(Cohorts.of("cycle", "1"))
        .hasSameHashCodeAs(Cohorts.of("cycle", "1"));
    assertThat(first).hasToString("[all=all, cycle=1]");
  }

  @Test
  void refuseWhatIsNoSet() {
    assertThatThrownBy(() -> Cohorts.of("gap"))
        .hasMessage("cohorts must be pairs of dimension and value, got: gap");
    assertThatThrownBy(() -> Cohorts.of("gap", "brief", "gap", "medium"))
        .hasMessage("cohorts must name each dimension once, got twice: gap");
    assertThatThrownBy(() -> Cohorts.all().with("all", "all")).hasMessageContaining("got: all=all");
    assertThatThrownBy(() -> Cohorts.of("gap", "a b")).hasMessageContaining("got: 'a b'");
  }
}
