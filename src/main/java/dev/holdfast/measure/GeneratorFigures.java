package dev.holdfast.measure;

/**
 * How well the load generator itself did: whether its figures can be trusted.
 *
 * @param eventLoopLagP99Millis 99th percentile of how late the event loops ran; not negative
 * @param eventLoopLagP99WhereJudgedMillis the same as the judged returns met it: each interval's
 *     lateness weighs as much as returns were judged in it
 * @param eventLoopLagMaxMillis the longest
 * @param gcPauseMaxMillis the longest stop-the-world pause; not negative
 * @param gcPauseTotalMillis all such pauses together
 * @param cpuShare mean share of the machine's processors that the generator used, 0 to 1
 * @param openFilesMax most files open at once; -1 where unknown
 * @param openFilesLimit how many may be open; -1 where unknown
 * @param clockStepMaxMillis the largest jump of the wall clock against the monotonic one
 * @param achievedOverPlanned reconnections begun within their time over those planned, 0 to 1
 */
public record GeneratorFigures(
    double eventLoopLagP99Millis,
    double eventLoopLagP99WhereJudgedMillis,
    double eventLoopLagMaxMillis,
    double gcPauseMaxMillis,
    double gcPauseTotalMillis,
    double cpuShare,
    long openFilesMax,
    long openFilesLimit,
    double clockStepMaxMillis,
    double achievedOverPlanned) {

  /** Of a generator that nobody watched. */
  public static final GeneratorFigures UNKNOWN = new GeneratorFigures(0, 0, 0, 0, 0, -1, -1, 0, 1);

  /** The figures of a generator that was as late where returns were judged as elsewhere. */
  public GeneratorFigures(
      double eventLoopLagP99Millis,
      double eventLoopLagMaxMillis,
      double gcPauseMaxMillis,
      double gcPauseTotalMillis,
      double cpuShare,
      long openFilesMax,
      long openFilesLimit,
      double clockStepMaxMillis,
      double achievedOverPlanned) {
    this(
        eventLoopLagP99Millis,
        eventLoopLagP99Millis,
        eventLoopLagMaxMillis,
        gcPauseMaxMillis,
        gcPauseTotalMillis,
        cpuShare,
        openFilesMax,
        openFilesLimit,
        clockStepMaxMillis,
        achievedOverPlanned);
  }
}
