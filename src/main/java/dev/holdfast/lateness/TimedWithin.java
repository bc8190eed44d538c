package dev.holdfast.lateness;

import dev.holdfast.measure.Series;
import dev.holdfast.measure.journal.RunJournal;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Tells what a run timed in some of its intervals alone. */
@FunctionalInterface
public interface TimedWithin {

  /** Of a run whose times are known as a whole only. */
  TimedWithin UNKNOWN = times -> Map.of();

  /**
   * Microseconds by phase and cohort; what was timed in none of these intervals is absent.
   *
   * @param times the intervals that count
   */
  Map<Series, Histogram> within(Spans times);

  /** Reads them from a run's folder when asked. */
  static TimedWithin of(Path runFolder) {
    return times -> RunJournal.latencies(runFolder, times::hold);
  }
}
