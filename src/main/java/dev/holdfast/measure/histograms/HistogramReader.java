package dev.holdfast.measure.histograms;

import dev.holdfast.measure.Series;
import dev.holdfast.measure.Timings;

/** Takes what was timed of one series in one interval of the journal. */
@FunctionalInterface
public interface HistogramReader {
  /**
   * Takes one.
   *
   * @param fromMillis the interval's start, in milliseconds since the run began
   * @param toMillis its end
   * @param micros to be used before this returns
   */
  void read(long fromMillis, long toMillis, Series series, Timings micros);
}
