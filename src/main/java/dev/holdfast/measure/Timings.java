package dev.holdfast.measure;

import org.HdrHistogram.Histogram;

/** What was timed of one series in one interval of a journal. */
public interface Timings {

  /**
   * Adds every time to a sum.
   *
   * @param sum of microseconds
   */
  void addTo(TimeCounts sum);

  /** The same, which stays when the next is read. */
  default Timings kept() {
    return this;
  }

  /** The same as a histogram of microseconds, of three significant digits. */
  default Histogram histogram() {
    TimeCounts counts = new TimeCounts();
    addTo(counts);
    return counts.histogram();
  }
}
