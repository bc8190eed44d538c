package dev.holdfast.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {

  private static final Optional<Duration> FOUR_MINUTES = Optional.of(Duration.ofMinutes(4));

  @Test
  void tellsWhatGoesOnHowLongItTakesAndWhatBroke() {
    assertThat(at(Duration.ofSeconds(135), FOUR_MINUTES, 2_000, 13_456).line(80))
        .isEqualTo(
            "under load  01:45 left  2,000 users  13,456 returns  2 broken  107/s  lag 12 ms");
  }

  @Test
  void tellsHowLongItHasTakenWhereNobodyKnowsHowLongItWill() {
    assertThat(at(Duration.ofSeconds(3_661), Optional.empty(), 1, 1).line(80))
        .startsWith("under load  1:01:01 so far  1 user  1 return  2 broken");
  }

  @Test
  void tellsHowLongItHasTakenOnceItTakesLongerThanExpected() {
    assertThat(at(Duration.ofSeconds(250), FOUR_MINUTES, 3, 5).line(80)).contains("04:10 so far");
  }

  @Test
  void leavesOutWhatMattersLeastWhereThereIsNoRoom() {
    Standing crowd =
        at(Duration.ofSeconds(1), Optional.of(Duration.ofHours(8)), 250_000, 99_000_000);

    assertThat(crowd.line(80))
        .hasSizeLessThanOrEqualTo(80)
        .contains("250,000 users", "99,000,000 returns", "2 broken")
        .doesNotContain("lag");
  }

  @Test
  void saysNothingOfALatenessThatIsNotKnownYet() {
    Standing early = new Standing("arriving", Duration.ZERO, FOUR_MINUTES, 1, 0, 0, 0, -1);

    assertThat(early.line(80))
        .isEqualTo("arriving  04:00 left  1 user  0 returns  0 broken  0.0/s");
  }

  private static Standing at(
      Duration elapsed, Optional<Duration> expected, long users, long returns) {
    return new Standing("under load", elapsed, expected, users, returns, 2, 107.4, 12.2);
  }
}
