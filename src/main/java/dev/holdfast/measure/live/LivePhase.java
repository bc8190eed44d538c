package dev.holdfast.measure.live;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * The times of one phase of one cohort while the run goes on: many threads record, one cuts
 * intervals off. Costs nothing until the first time is recorded, and then always as much: one that
 * grew with each longest time so far would look like a leak for hours.
 *
 * <p>Under a lock, which nobody holds for longer than a copy of 60 KiB: histograms without one keep
 * four copies of all counts.
 */
final class LivePhase {

  private static final int SIGNIFICANT_DIGITS = 3;

  /** Longer times than this make it grow once; none but the offline gaps are. */
  private static final long ROOM_MICROS = 16_000_000;

  private @Nullable IntCountsHistogram live;

  synchronized void record(long micros) {
    IntCountsHistogram known = live;
    if (known == null) {
      known = new IntCountsHistogram(1, ROOM_MICROS, SIGNIFICANT_DIGITS);
      known.setAutoResize(true);
      live = known;
    }
    known.recordValue(micros);
  }

  /**
   * Moves what was recorded since the last cut.
   *
   * @param cut then holds it and nothing else
   * @return whether there was anything; if not, {@code cut} is as it was
   */
  synchronized boolean cutInto(Histogram cut) {
    IntCountsHistogram known = live;
    if (known == null || known.getTotalCount() == 0) {
      return false;
    }
    cut.reset();
    cut.add(known);
    known.reset();
    return true;
  }
}
