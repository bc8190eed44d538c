package dev.holdfast.soak;

import dev.holdfast.statistics.TheilSen;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether a figure drifts upwards: by a slope that is surely above what is tolerated, on
 * the work done as well as on time, or by a change of level that is surely there and stays.
 *
 * <p>A series that only wavers is found to drift in at most 1 - confidence of all cases, half of
 * that by its slope and half by a change point, before tolerances make it rarer. The test of Mann
 * and Kendall is not used: alone it finds trends in noise (F. Machida and others, "On the
 * Effectiveness of Mann-Kendall Test for Detection of Software Aging", ISSREW 2013).
 *
 * @param confidence above 0.5, at most 0.998, for permutations show no more
 * @param seed of the permutations; the same seed finds the same
 */
public record DriftDetector(double confidence, long seed) {

  /** Fewer observations than this can show nothing. */
  public static final int LEAST_OBSERVATIONS = 12;

  /** How many of its own lengths a run may be extrapolated by. */
  private static final double FORESIGHT = 50;

  private static final double MOST_CONFIDENCE = 0.998;
  private static final double MILLIS_AN_HOUR = 3_600_000;
  private static final double THOUSAND = 1_000;

  /** Refuses a confidence that cannot be reached. */
  public DriftDetector {
    if (!(confidence > 0.5 && confidence <= MOST_CONFIDENCE)) {
      throw new IllegalArgumentException(
          "confidence must be above 0.5 and at most " + MOST_CONFIDENCE + ", got: " + confidence);
    }
  }

  /**
   * The drift of that series; empty if there is none that matters, or too little was observed.
   *
   * @param series in order of time
   */
  public Optional<Drift> find(List<Observation> series, Tolerance tolerance) {
    if (series.size() < LEAST_OBSERVATIONS) {
      return Optional.empty();
    }
    double[] values = series.stream().mapToDouble(Observation::value).toArray();
    List<Integer> changes = ChangePoints.of(values, (1 - confidence) / 2, seed);
    Levels levels = new Levels(values, changes);
    boolean stepped = levels.rise() > tolerance.step();
    boolean creeps = creeps(series, tolerance);
    if (!stepped && !creeps) {
      return Optional.empty();
    }
    Onset onset = Onset.of(series);
    boolean step = stepped && (!creeps || levels.error() <= onset.error());
    int since = step ? levels.largestRise() : onset.index();
    return Optional.of(told(series, tolerance, step, since, levels));
  }

  private boolean creeps(List<Observation> series, Tolerance tolerance) {
    Optional<TheilSen> byWork = onWork(series);
    Optional<TheilSen> byTime = onTime(series);
    Observation first = series.get(0);
    Observation last = series.get(series.size() - 1);
    boolean tooFast =
        byWork.isPresent()
            && byWork.get().low() * THOUSAND > tolerance.perThousand()
            && byWork.get().low() * (last.work() - first.work()) > tolerance.floor();
    boolean reachesLimit =
        byTime.isPresent()
            && byTime.get().low() * (last.atMillis() - first.atMillis()) > tolerance.floor()
            && hoursToLimit(series, tolerance, byTime.get()) < horizon(series, tolerance);
    return ((tooFast || reachesLimit) && goesOn(series)) || risesFromABend(series, tolerance);
  }

  private boolean risesFromABend(List<Observation> series, Tolerance tolerance) {
    BrokenLine line = BrokenLine.of(series, bound());
    Observation bend = series.get(line.bend());
    Observation last = series.get(series.size() - 1);
    double growth = line.low() * (last.atMillis() - bend.atMillis());
    double thousands = (last.work() - bend.work()) / THOUSAND;
    boolean tooFast = growth > tolerance.floor() && growth > tolerance.perThousand() * thousands;
    List<Observation> half = series.subList(series.size() / 2, series.size());
    return tooFast && BrokenLine.of(half, bound()).low() > 0;
  }

  /** What has settled by now was no leak. */
  private boolean goesOn(List<Observation> series) {
    return onTime(series.subList(series.size() / 2, series.size()))
        .map(slope -> slope.low() > 0)
        .orElse(false);
  }

  private Drift told(
      List<Observation> series, Tolerance tolerance, boolean step, int since, Levels levels) {
    TheilSen none = new TheilSen(0, 0, 0);
    TheilSen byWork = onWork(series).orElse(none);
    TheilSen byTime = onTime(series).orElse(none);
    if (!step && byWork.low() <= 0) {
      byWork = fromTheBend(series);
    }
    double hours = hoursToLimit(series, tolerance, byTime);
    return new Drift(
        step ? Drift.Kind.STEP : Drift.Kind.CREEP,
        series.get(since).atMillis(),
        byWork.slope() * THOUSAND,
        Math.max(0, byWork.low() * THOUSAND),
        byTime.slope() * MILLIS_AN_HOUR,
        step ? levels.first() : level(series.subList(0, edge(series))),
        level(series.subList(series.size() - edge(series), series.size())),
        hours < horizon(series, tolerance) ? hours : Double.NaN);
  }

  /** The straight line from the best bend on, on the work that was done meanwhile. */
  private TheilSen fromTheBend(List<Observation> series) {
    BrokenLine line = BrokenLine.of(series, bound());
    Observation bend = series.get(line.bend());
    Observation last = series.get(series.size() - 1);
    double work = last.work() - bend.work();
    double millisEach = work > 0 ? (last.atMillis() - bend.atMillis()) / work : 0;
    double slope = line.slope() * millisEach;
    return new TheilSen(line.low() * millisEach, slope, slope);
  }

  private Optional<TheilSen> onWork(List<Observation> series) {
    return Slope.of(series, Observation::work, bound());
  }

  private Optional<TheilSen> onTime(List<Observation> series) {
    return Slope.of(series, observation -> (double) observation.atMillis(), bound());
  }

  private double bound() {
    return 1 - (1 - confidence) / 2;
  }

  /** Infinite if it never does. */
  private static double hoursToLimit(
      List<Observation> series, Tolerance tolerance, TheilSen byTime) {
    if (byTime.low() <= 0 || Double.isInfinite(tolerance.limit())) {
      return Double.POSITIVE_INFINITY;
    }
    double now = level(series.subList(series.size() - edge(series), series.size()));
    return Math.max(0, tolerance.limit() - now) / (byTime.low() * MILLIS_AN_HOUR);
  }

  private static double horizon(List<Observation> series, Tolerance tolerance) {
    double observed = series.get(series.size() - 1).atMillis() - series.get(0).atMillis();
    return Math.min((double) tolerance.horizon().toMillis(), FORESIGHT * observed) / MILLIS_AN_HOUR;
  }

  private static int edge(List<Observation> series) {
    return Math.max(3, series.size() / 10);
  }

  static double level(List<Observation> part) {
    double[] sorted = part.stream().mapToDouble(Observation::value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
