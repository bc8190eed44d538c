package dev.holdfast.cli;

/**
 * One figure in two runs.
 *
 * @param figure its name
 * @param before in the baseline, in words and with its interval
 * @param after in the run to judge, likewise
 * @param change what can be said of the difference
 */
record Comparison(String figure, String before, String after, Change change) {

  /** What can be said of a difference. */
  enum Change {
    /** The intervals lie apart, to the bad side. */
    WORSE,
    /** The intervals lie apart, to the good side. */
    BETTER,
    /** The intervals meet, or the difference is within the tolerance. */
    NOISE,
    /** One of the runs did not measure it, or too little for an interval. */
    UNKNOWN
  }
}
