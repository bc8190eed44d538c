package dev.holdfast.evidence;

import dev.holdfast.measure.RunIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whose evidence it is: the first line.
 *
 * @param run the run's name
 * @param startedAt when it started, to the millisecond; no two runs of one name start at once
 */
public record EvidenceHeader(String run, Instant startedAt) {

  /** Cuts the instant to the millisecond. */
  public EvidenceHeader {
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** That of the evidence of that run. */
  public static EvidenceHeader of(RunIdentity run) {
    return new EvidenceHeader(run.run(), run.startedAt());
  }

  @Override
  public String toString() {
    return run + ", started " + startedAt;
  }
}
