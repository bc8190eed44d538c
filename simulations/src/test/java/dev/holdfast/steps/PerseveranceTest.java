package dev.holdfast.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plan.Configuration;
import dev.holdfast.plan.ResiliencePlan;
import dev.holdfast.plan.RunPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Who tries again, and for how long. */
final class PerseveranceTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long AFTERMATH = 5 * SECOND;

  private final ResiliencePlan plan =
      RunPlan.of(Configuration.load(new Properties(), Map.of())).resilience();
  private final Strikes strikes = new Strikes(() -> 0, AFTERMATH);
  private final Perseverance perseverance = new Perseverance(plan, strikes);
  private final Homecoming homecoming =
      new Homecoming(PlannedReturn.after(Duration.ZERO), 1, true, 0);

  @Test
  void whatNothingExplainsIsNotTriedAgain() {
    homecoming.beginAttempt(SECOND);

    assertThat(perseverance.isCalledFor(homecoming, false, 2 * SECOND)).isFalse();
  }

  @Test
  void anAttemptInTheAftermathIsTriedAgainAndALaterOneIsNot() {
    strikes.begin("kill-1", Loss.BACKEND_KILLED);
    strikes.over();

    homecoming.beginAttempt(AFTERMATH);
    assertThat(perseverance.isCalledFor(homecoming, false, 2 * AFTERMATH)).isTrue();

    homecoming.beginAttempt(AFTERMATH + 1);
    assertThat(perseverance.isCalledFor(homecoming, false, 2 * AFTERMATH)).isFalse();
  }

  @Test
  void whoWasStruckPerseveresBeyondTheAftermathUntilPatienceEnds() {
    strikes.begin("kill-1", Loss.BACKEND_KILLED);
    strikes.over();
    homecoming.beginAttempt(AFTERMATH + 1);

    assertThat(perseverance.isCalledFor(homecoming, true, 2 * AFTERMATH)).isTrue();
    assertThat(perseverance.isCalledFor(homecoming, true, plan.giveUp().toNanos())).isFalse();
  }

  @Test
  void aBusyServerIsAskedAgainWhileItsWaitEndsWithinPatience() {
    homecoming.beginAttempt(SECOND);
    homecoming.askedToWait(RefusedHandshake.of(429, Optional.of("3"), Instant.EPOCH));

    assertThat(perseverance.isCalledFor(homecoming, false, 2 * SECOND)).isTrue();
    long nearTheEnd = plan.giveUp().toNanos() - 2 * SECOND;
    assertThat(perseverance.isCalledFor(homecoming, false, nearTheEnd)).isFalse();
  }

  @Test
  void aWaitBeyondAllPatienceIsNotWaitedAndAnotherRefusalIsFinal() {
    homecoming.beginAttempt(SECOND);
    homecoming.askedToWait(RefusedHandshake.of(503, Optional.of("3600"), Instant.EPOCH));
    assertThat(perseverance.isCalledFor(homecoming, false, 2 * SECOND)).isFalse();

    homecoming.beginAttempt(2 * SECOND);
    assertThat(perseverance.isCalledFor(homecoming, false, 3 * SECOND)).isFalse();
  }
}
