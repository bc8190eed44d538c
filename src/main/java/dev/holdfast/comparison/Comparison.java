package dev.holdfast.comparison;

/**
 * One figure of two runs.
 *
 * @param figure such as {@code continuity} or {@code restore p99}
 * @param before in the baseline, with its interval
 * @param after in the run to judge, likewise
 * @param difference how much more, with its interval; empty if unknown
 * @param change what can be said of the difference
 */
public record Comparison(
    String figure, String before, String after, String difference, Change change) {

  /** What can be said of a difference. */
  public enum Change {
    /** The interval of the difference lies on the bad side, and the difference matters. */
    WORSE,
    /** It lies on the good side, and the difference matters. */
    BETTER,
    /** The interval holds no difference at all, or the difference is within the tolerance. */
    NOISE,
    /** One of the runs did not measure it, or too little for an interval. */
    UNKNOWN
  }
}
