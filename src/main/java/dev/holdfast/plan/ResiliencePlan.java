package dev.holdfast.plan;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the resilience simulation does, and how long each part may take.
 *
 * @param scenarios at least one
 * @param gap how long clients stay away once they have noticed, at time scale 1; not negative
 * @param heartbeat a client asks for a sign of life this often, and takes its connection for dead
 *     when none has come by the next time; above 0
 * @param noticeWithin longest that a client may take to notice; above 0
 * @param downtime how long a backend that was ended stays away; not negative
 * @param giveUp a client that is not back within this gives up; above 0
 * @param backOff between attempts to come back
 * @param promises what is promised beyond continuity
 */
public record ResiliencePlan(
    Set<ResilienceScenario> scenarios,
    Duration gap,
    Duration heartbeat,
    Duration noticeWithin,
    Duration downtime,
    Duration giveUp,
    BackOffPlan backOff,
    Promises promises) {

  /**
   * Times that are promised, all above 0.
   *
   * @param restore longest restore of a session whose backend was not restarted
   * @param resume longest from asking for the rest of a stream to its next piece
   * @param crash longest from a crash of the backend to the whole context being back
   * @param drain longest from a planned end of the backend to the whole context being back
   * @param refusalMean mean time that a token without right is refused in
   * @param refusalMax longest of these
   * @param tokenRefresh longest that a new token takes
   * @param delivery longest from the greeting of a return to the last of what was left for its user
   * @param bombardment longest that a bombardment of broken payloads takes to be answered
   */
  public record Promises(
      Duration restore,
      Duration resume,
      Duration crash,
      Duration drain,
      Duration refusalMean,
      Duration refusalMax,
      Duration tokenRefresh,
      Duration delivery,
      Duration bombardment) {}

  /** Refuses clients that could never notice. */
  public ResiliencePlan {
    scenarios = Set.copyOf(scenarios);
    Duration least = heartbeat.multipliedBy(2);
    if (noticeWithin.compareTo(least) < 0) {
      throw ConfigurationException.refused(
          "holdfast.resilience.notice-within",
          "at least twice the heartbeat (" + least.toMillis() + " ms)",
          noticeWithin.toMillis() + " ms");
    }
  }

  /** The same of other scenarios. */
  public ResiliencePlan of(Set<ResilienceScenario> others) {
    return new ResiliencePlan(
        others, gap, heartbeat, noticeWithin, downtime, giveUp, backOff, promises);
  }

  /** Those of the scenarios that can be played against a backend that is not this run's own. */
  public Set<ResilienceScenario> onOthersTarget() {
    Set<ResilienceScenario> left = EnumSet.noneOf(ResilienceScenario.class);
    left.addAll(scenarios);
    left.removeIf(ResilienceScenario::needsMock);
    return left;
  }

  static ResiliencePlan of(Values values) {
    return new ResiliencePlan(
        ResilienceScenario.parse(values.list("holdfast.resilience.scenarios")),
        values.notNegative("holdfast.resilience.gap"),
        values.positive("holdfast.resilience.heartbeat"),
        values.positive("holdfast.resilience.notice-within"),
        values.notNegative("holdfast.resilience.downtime"),
        values.positive("holdfast.resilience.give-up"),
        new BackOffPlan(
            BackOff.FULL_JITTER,
            values.positive("holdfast.resilience.back-off-base"),
            values.positive("holdfast.resilience.back-off-cap")),
        new Promises(
            values.positive("holdfast.resilience.restore"),
            values.positive("holdfast.resilience.resume"),
            values.positive("holdfast.resilience.crash"),
            values.positive("holdfast.resilience.drain"),
            values.positive("holdfast.resilience.refusal-mean"),
            values.positive("holdfast.resilience.refusal-max"),
            values.positive("holdfast.resilience.token-refresh"),
            values.positive("holdfast.resilience.delivery"),
            values.positive("holdfast.resilience.bombardment")));
  }
}
