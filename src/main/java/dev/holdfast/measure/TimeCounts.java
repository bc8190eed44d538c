package dev.holdfast.measure;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How often each time was recorded, in microseconds of three significant digits: what an
 * HdrHistogram of three digits counts, by the places at which it counts them. To add to this is to
 * add to an array, where the library looks after concurrent readers, its extremes and its size with
 * each value; a long run has tens of millions of them. For one thread.
 *
 * @see <a
 *     href="https://github.com/HdrHistogram/HdrHistogram/blob/HdrHistogram-2.2.2/src/main/java/org/HdrHistogram/AbstractHistogram.java">the
 *     places, in countsArrayIndex and valueFromIndex, and percentiles, in getValueAtPercentile</a>
 */
public final class TimeCounts {

  /**
   * Sub-buckets of three digits: 2,048, of which each bucket after the first uses the upper half.
   */
  private static final int HALF_BITS = 10;

  private static final int HALF = 1 << HALF_BITS;
  private static final int LAST_BUCKET = Long.SIZE - HALF_BITS - 2;

  /** How many places there are. */
  public static final int PLACES = (LAST_BUCKET + 2) * HALF;

  private long[] counts = new long[2 * HALF];
  private long total;
  private int first = PLACES;
  private int last = -1;

  /**
   * Adds times that were counted at one place.
   *
   * @param place 0 to below {@link #PLACES}
   * @param count above 0
   */
  public void add(int place, long count) {
    if (place >= counts.length) {
      counts = Arrays.copyOf(counts, Math.min(PLACES, (place / HALF + 2) * HALF));
    }
    counts[place] += count;
    total += count;
    first = Math.min(first, place);
    last = Math.max(last, place);
  }

  /**
   * Adds all of a histogram, each time as the least that it may have been.
   *
   * @param micros of whatever precision
   */
  public void add(Histogram micros) {
    for (HistogramIterationValue value : micros.recordedValues()) {
      add(
          placeOf(micros.lowestEquivalentValue(value.getValueIteratedTo())),
          value.getCountAddedInThisIterationStep());
    }
  }

  /** How many times were added. */
  public long total() {
    return total;
  }

  /**
   * The time at or below which so many of all are, as {@link Histogram#getValueAtPercentile} has
   * it; 0 if there is none.
   *
   * @param percentile above 0, at most 100
   */
  public long atPercentile(double percentile) {
    double below = Math.max(0, Math.nextDown(Math.min(percentile, 100)));
    long rank = Math.max(1, (long) Math.ceil(below * total / 100));
    // The rarer percentiles are nearer to the last place than to the first.
    long above = total;
    for (int place = last; place >= first; place--) {
      above -= counts[place];
      if (above < rank) {
        return valueAt(place) + (1L << bucketOf(place)) - 1;
      }
    }
    return 0;
  }

  /** The same as a histogram of the library's. */
  public Histogram histogram() {
    Histogram histogram = new Histogram(3);
    // The largest first, so that it grows once.
    for (int place = last; place >= first; place--) {
      if (counts[place] > 0) {
        histogram.recordValueWithCount(valueAt(place), counts[place]);
      }
    }
    return histogram;
  }

  /** Forgets all, and keeps its room. */
  public void clear() {
    if (last >= 0) {
      Arrays.fill(counts, first, last + 1, 0);
    }
    total = 0;
    first = PLACES;
    last = -1;
  }

  private static int placeOf(long value) {
    int bucket = LAST_BUCKET + 1 - Long.numberOfLeadingZeros(value | (2L * HALF - 1));
    return bucket * HALF + (int) (value >>> bucket);
  }

  /** The least time that is counted at that place. */
  private static long valueAt(int place) {
    long inBucket = place < 2 * HALF ? place : (place & (HALF - 1)) + HALF;
    return inBucket << bucketOf(place);
  }

  private static int bucketOf(int place) {
    return Math.max(0, (place >> HALF_BITS) - 1);
  }
}
