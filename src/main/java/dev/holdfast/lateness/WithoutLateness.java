package dev.holdfast.lateness;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A run without all that the generator's own lateness can explain: what was timed where it was in
 * time, and what came wrong anywhere. A promise that even this misses is broken by the target.
 *
 * <p>A return that missed nothing but a time, and was judged where lateness reaches, counts as
 * kept: it must not speak against the target, and what is left must miss the promise by itself.
 */
public final class WithoutLateness {

  /** Samples of times, of which nobody knows when they were taken. */
  private static final String A_TIME = "-max-millis";

  private WithoutLateness() {}

  /**
   * The run that is left.
   *
   * @param timed tells the times of some intervals
   */
  public static RunRecord of(RunRecord run, Lateness lateness, TimedWithin timed) {
    Map<Cohort, Tally> tallies = new HashMap<>(run.tallies());
    for (Cohort missed : List.of(Cohort.ONLY_LATE, Cohort.ONLY_SILENT)) {
      long explained =
          lateness.reached().stream().mapToLong(each -> broken(each.tallies(), missed)).sum();
      tallies.computeIfPresent(missed, (cohort, tally) -> without(tally, explained, false));
      tallies.computeIfPresent(Cohort.ALL, (cohort, tally) -> without(tally, explained, true));
    }
    Map<String, Double> samples = new HashMap<>(run.samples());
    if (!lateness.late().isEmpty()) {
      samples.keySet().removeIf(name -> name.endsWith(A_TIME));
    }
    return RunRecordBuilder.from(run)
        .tallies(tallies)
        .latencies(timedInTime(run, lateness, timed))
        .intervals(lateness.inTime())
        .samples(samples)
        .build();
  }

  /** Reads what was recorded again only where a part of it counts. */
  private static Map<Series, Histogram> timedInTime(
      RunRecord run, Lateness lateness, TimedWithin timed) {
    if (lateness.late().isEmpty()) {
      return run.latencies();
    }
    return lateness.inTime().isEmpty() ? Map.of() : timed.within(Spans.of(lateness.inTime()));
  }

  /** Broken returns that missed nothing but a time where lateness can explain it. */
  public static long explained(Lateness lateness) {
    return lateness.reached().stream()
        .map(Interval::tallies)
        .mapToLong(each -> broken(each, Cohort.ONLY_LATE) + broken(each, Cohort.ONLY_SILENT))
        .sum();
  }

  private static long broken(Map<Cohort, Tally> tallies, Cohort cohort) {
    return tallies.getOrDefault(cohort, Tally.NONE).outcomes().getOrDefault(Outcome.BROKEN, 0L);
  }

  /** Never more than there are: a run that was judged again may have fewer of them. */
  private static Tally without(Tally tally, long broken, boolean asKept) {
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    outcomes.putAll(tally.outcomes());
    long moved = Math.min(broken, outcomes.getOrDefault(Outcome.BROKEN, 0L));
    outcomes.merge(Outcome.BROKEN, -moved, Long::sum);
    if (asKept) {
      outcomes.merge(Outcome.PRESERVED, moved, Long::sum);
    }
    return new Tally(asKept ? tally.planned() : tally.planned() - moved, outcomes);
  }
}
