package dev.holdfast.measure;

import org.HdrHistogram.Histogram;

/** What was timed of one series in one interval of a journal. */
public interface Timings {

  /**
   * Adds every time to a sum.
   *
   * @param sum of microseconds, three significant digits, growing by itself
   */
  void addTo(Histogram sum);
}
