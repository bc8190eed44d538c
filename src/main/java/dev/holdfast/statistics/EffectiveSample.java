package dev.holdfast.statistics;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How many independent reconnections a run's judgements are worth.
 *
 * <p>Reconnections that one event caused, such as a server killed, share their fate and prove less
 * than their number. A cluster of <i>m</i> counts as <i>m / (1 + (m − 1)ρ)</i>, where ρ is the
 * correlation within clusters: the design effect of L. Kish, "Survey Sampling" (1965), §5.4. With
 * ten clusters or more, of which some reconnections were kept and some broken, ρ is estimated by
 * analysis of variance (M. S. Ridout, C. G. B. Demétrio and D. Firth, "Estimating intraclass
 * correlation for binary data", Biometrics 55, 1999); otherwise nothing is known of it, and the
 * assumed one is taken.
 *
 * <p>A cluster is a cohort of the dimension {@value #CLUSTER_DIMENSION}; a reconnection in none is
 * independent.
 *
 * @param trials independent reconnections that the judged ones are worth, rounded down
 * @param failures broken ones among them in the observed share, rounded up
 * @param clusters events that hit more than one reconnection
 * @param clustered reconnections that they hit
 * @param correlation ρ that was used, 0 to 1
 */
public record EffectiveSample(
    long trials, long failures, int clusters, long clustered, double correlation) {

  /** The cohorts whose values name the event that caused a loss. */
  public static final String CLUSTER_DIMENSION = "event";

  private static final int FEWEST_TO_ESTIMATE_FROM = 10;

  /**
   * The worth of a run's judgements.
   *
   * @param assumedCorrelation ρ where it cannot be estimated, 0 to 1; 1 lets each event count once
   */
  public static EffectiveSample of(RunRecord run, double assumedCorrelation) {
    List<Tally> clusters =
        run.tallies().entrySet().stream()
            .filter(entry -> isCluster(entry.getKey()))
            .map(Map.Entry::getValue)
            .filter(tally -> tally.judged() > 0)
            .toList();
    return of(run.total(), clusters, assumedCorrelation);
  }

  /**
   * The worth of judgements of which some come in clusters.
   *
   * @param total all of them, clustered or not
   * @param clusters those that one event hit, for each event
   * @param assumedCorrelation ρ where it cannot be estimated, 0 to 1
   * @throws IllegalArgumentException if the assumed ρ is not 0 to 1, or the clusters hold more than
   *     there are
   */
  public static EffectiveSample of(
      Tally total, Collection<Tally> clusters, double assumedCorrelation) {
    if (!(assumedCorrelation >= 0 && assumedCorrelation <= 1)) {
      throw new IllegalArgumentException(
          "assumedCorrelation must be 0 to 1, got: " + assumedCorrelation);
    }
    long clustered = clusters.stream().mapToLong(Tally::judged).sum();
    long judged = total.judged();
    if (clustered > judged) {
      throw new IllegalArgumentException(
          "clusters must not overlap, got: " + clustered + " in clusters of " + judged + " judged");
    }
    double correlation = correlation(clusters, assumedCorrelation);
    double worth = (double) (judged - clustered);
    for (Tally cluster : clusters) {
      worth += effectiveSize((double) cluster.judged(), correlation);
    }
    // A hair is added so that a sum of whole numbers is not rounded down below itself.
    long trials = Math.min(judged, (long) Math.floor(worth + 1e-9));
    long broken = judged - total.kept();
    long failures =
        trials == judged
            ? broken
            : Math.min(trials, (long) Math.ceil((double) broken * trials / judged - 1e-9));
    return new EffectiveSample(trials, failures, clusters.size(), clustered, correlation);
  }

  /**
   * How many independent ones a cluster is worth.
   *
   * @param size its reconnections; positive
   * @param correlation ρ, 0 to 1
   */
  public static double effectiveSize(double size, double correlation) {
    return size / (1 + (size - 1) * correlation);
  }

  private static boolean isCluster(Cohort cohort) {
    return cohort.dimension().equals(CLUSTER_DIMENSION);
  }

  private static double correlation(Collection<Tally> clusters, double assumed) {
    double count = clusters.size();
    double all = 0;
    double kept = 0;
    double squaredSizes = 0;
    double keptOverSize = 0;
    for (Tally cluster : clusters) {
      double size = cluster.judged();
      all += size;
      kept += cluster.kept();
      squaredSizes += size * size;
      keptOverSize += (double) cluster.kept() * cluster.kept() / size;
    }
    if (count < FEWEST_TO_ESTIMATE_FROM || kept == 0 || kept == all || all <= count) {
      return assumed;
    }
    double between = (keptOverSize - kept * kept / all) / (count - 1);
    double within = (kept - keptOverSize) / (all - count);
    double size = (all - squaredSizes / all) / (count - 1);
    double estimate = (between - within) / (between + (size - 1) * within);
    return Math.max(0, Math.min(1, estimate));
  }
}
