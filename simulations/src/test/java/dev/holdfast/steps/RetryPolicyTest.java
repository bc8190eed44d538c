package dev.holdfast.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.dialect.Capability;
import dev.holdfast.plan.Loss;
import dev.holdfast.plan.ResiliencePlan;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import dev.holdfast.steps.load.InjectedOutages;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RefusedHandshake;
import dev.holdfast.user.ReturnAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who tries again, and for how long. */
final class RetryPolicyTest {

  private static final Set<Capability> ALL = Set.copyOf(EnumSet.allOf(Capability.class));

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long AFTERMATH = 5 * SECOND;

  private final ResiliencePlan plan =
      RunPlan.of(Configuration.load(new Properties(), Map.of())).resilience();
  private final InjectedOutages outages = new InjectedOutages(() -> 0, AFTERMATH);
  private final RetryPolicy retryPolicy = new RetryPolicy(plan, outages);
  private final ReturnAttempt returnAttempt =
      new ReturnAttempt(PlannedReturn.after(Duration.ZERO), 1, true, 0, ALL);

  @Test
  void whatNothingExplainsIsNotTriedAgain() {
    returnAttempt.beginAttempt(SECOND);

    assertThat(retryPolicy.isCalledFor(returnAttempt, false, 2 * SECOND)).isFalse();
  }

  @Test
  void anAttemptInTheAftermathIsTriedAgainAndALaterOneIsNot() {
    outages.begin("kill-1", Loss.BACKEND_KILLED);
    outages.over();

    returnAttempt.beginAttempt(AFTERMATH);
    assertThat(retryPolicy.isCalledFor(returnAttempt, false, 2 * AFTERMATH)).isTrue();

    returnAttempt.beginAttempt(AFTERMATH + 1);
    assertThat(retryPolicy.isCalledFor(returnAttempt, false, 2 * AFTERMATH)).isFalse();
  }

  @Test
  void whoWasStruckPerseveresBeyondTheAftermathUntilPatienceEnds() {
    outages.begin("kill-1", Loss.BACKEND_KILLED);
    outages.over();
    returnAttempt.beginAttempt(AFTERMATH + 1);

    assertThat(retryPolicy.isCalledFor(returnAttempt, true, 2 * AFTERMATH)).isTrue();
    assertThat(retryPolicy.isCalledFor(returnAttempt, true, plan.giveUp().toNanos())).isFalse();
  }

  @Test
  void aBusyServerIsAskedAgainWhileItsWaitEndsWithinPatience() {
    returnAttempt.beginAttempt(SECOND);
    returnAttempt.answeredBy(RefusedHandshake.of(429, Optional.of("3"), Instant.EPOCH));

    assertThat(retryPolicy.isCalledFor(returnAttempt, false, 2 * SECOND)).isTrue();
    long nearTheEnd = plan.giveUp().toNanos() - 2 * SECOND;
    assertThat(retryPolicy.isCalledFor(returnAttempt, false, nearTheEnd)).isFalse();
  }

  @Test
  void aWaitBeyondAllPatienceIsNotWaitedAndAnotherRefusalIsFinal() {
    returnAttempt.beginAttempt(SECOND);
    returnAttempt.answeredBy(RefusedHandshake.of(503, Optional.of("3600"), Instant.EPOCH));
    assertThat(retryPolicy.isCalledFor(returnAttempt, false, 2 * SECOND)).isFalse();

    returnAttempt.beginAttempt(2 * SECOND);
    assertThat(retryPolicy.isCalledFor(returnAttempt, false, 3 * SECOND)).isFalse();
  }
}
