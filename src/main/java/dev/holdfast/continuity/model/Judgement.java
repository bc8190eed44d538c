package dev.holdfast.continuity.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The judgement of one planned reconnection.
 *
 * @param outcome preserved, degraded, expired or broken
 * @param gapClass the class that the gap was judged under
 * @param findings why it is broken: at least one exactly if the outcome is {@link Outcome#BROKEN}
 * @param excused what is lost with a part of the backend that ended, where nobody claims that it
 *     outlives that
 */
public record Judgement(
    Outcome outcome, GapClass gapClass, List<Finding> findings, List<Finding> excused) {

  /** Refuses a broken judgement without a reason, and a reason without a break. */
  public Judgement {
    findings = List.copyOf(findings);
    excused = List.copyOf(excused);
    if ((outcome == Outcome.BROKEN) == findings.isEmpty()) {
      throw new IllegalArgumentException(outcome + " with " + findings.size() + " findings");
    }
  }

  /** One that excuses nothing. */
  public Judgement(Outcome outcome, GapClass gapClass, List<Finding> findings) {
    this(outcome, gapClass, findings, List.of());
  }

  /** Whether the policy's promise was kept. */
  public boolean kept() {
    return outcome != Outcome.BROKEN;
  }

  /** The distinct anomalies found. */
  public Set<Anomaly> anomalies() {
    return anomaliesOf(findings);
  }

  /** The distinct anomalies that would have been found, had their cause not excused them. */
  public Set<Anomaly> excusedAnomalies() {
    return anomaliesOf(excused);
  }

  private static Set<Anomaly> anomaliesOf(List<Finding> found) {
    return found.isEmpty()
        ? Set.of()
        : found.stream().map(Finding::anomaly).collect(Collectors.toUnmodifiableSet());
  }
}
