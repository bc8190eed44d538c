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
 */
public record Judgement(Outcome outcome, GapClass gapClass, List<Finding> findings) {

  /** Refuses a broken judgement without a reason, and a reason without a break. */
  public Judgement {
    findings = List.copyOf(findings);
    if ((outcome == Outcome.BROKEN) == findings.isEmpty()) {
      throw new IllegalArgumentException(outcome + " with " + findings.size() + " findings");
    }
  }

  /** Whether the policy's promise was kept. */
  public boolean kept() {
    return outcome != Outcome.BROKEN;
  }

  /** The distinct anomalies found. */
  public Set<Anomaly> anomalies() {
    return findings.isEmpty()
        ? Set.of()
        : findings.stream().map(Finding::anomaly).collect(Collectors.toUnmodifiableSet());
  }
}
