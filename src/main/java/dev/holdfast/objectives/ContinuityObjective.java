package dev.holdfast.objectives;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.statistics.BinomialBounds;
import dev.holdfast.statistics.EffectiveSample;
import dev.holdfast.wording.Wording;

/**
 * The promise that hardly any reconnection breaks a session.
 *
 * <p>Met when the lower bound of the rate, exact and one-sided, reaches what is required; missed
 * when the observed rate itself does not; between these nothing is proven, and the result says how
 * many more reconnections would prove it. The bound holds for a run of a length fixed beforehand,
 * not for one that goes on until it passes.
 *
 * @param required share of judged reconnections that must be kept; above 0, below 1
 * @param confidence of the bound; above 0.5, below 1
 * @param assumedCorrelation how alike reconnections hit by one event are taken to be where the run
 *     cannot tell, 0 to 1
 */
public record ContinuityObjective(double required, double confidence, double assumedCorrelation)
    implements RecordedObjective {

  /** Refuses a rate that could never be proven. */
  public ContinuityObjective {
    if (!(required > 0 && required < 1)) {
      throw new IllegalArgumentException(
          "required continuity must be above 0 and below 1 (no number of reconnections proves 1),"
              + " got: "
              + required);
    }
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0.5 and below 1, got: " + confidence);
    }
    if (!(assumedCorrelation >= 0 && assumedCorrelation <= 1)) {
      throw new IllegalArgumentException(
          "assumedCorrelation must be 0 to 1, got: " + assumedCorrelation);
    }
  }

  /** The promise under which an event that hits many reconnections counts as one. */
  public ContinuityObjective(double required, double confidence) {
    this(required, confidence, 1);
  }

  /** Lower bound of the continuity rate at this objective's confidence, 0 to 1. */
  public double lowerBound(RunRecord run) {
    EffectiveSample sample = EffectiveSample.of(run, assumedCorrelation);
    return new BinomialBounds(confidence).lower(sample.trials(), sample.failures());
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    ObjectiveResult judged = status(run);
    return run.total().judged() == 0
        ? judged
        : judged.with(Margin.missing(required, lowerBound(run)));
  }

  @Override
  public boolean canBeMissedByLateness(RunRecord run) {
    return true;
  }

  @Override
  public boolean failsASmokeRun() {
    return false;
  }

  private ObjectiveResult status(RunRecord run) {
    EffectiveSample sample = EffectiveSample.of(run, assumedCorrelation);
    long judged = run.total().judged();
    if (judged == 0) {
      return result("no reconnection was judged", Status.NOT_MEASURED, "");
    }
    long broken = judged - run.total().kept();
    double observed = run.total().kept() / (double) judged;
    BinomialBounds bounds = new BinomialBounds(confidence);
    double lower = lowerBound(run);
    String measured =
        Wording.shareDown(observed, required)
            + " of "
            + Wording.count(judged)
            + " (at least "
            + Wording.shareDown(lower, required)
            + ")";
    if (lower >= required) {
      return result(measured, Status.MET, clusters(sample));
    }
    if (observed < required) {
      return result(
          measured,
          Status.MISSED,
          failures(broken, judged)
              + ": at most "
              + Wording.shareUp(bounds.upper(sample.trials(), sample.failures()))
              + " are kept, at the same confidence"
              + appended(clusters(sample)));
    }
    long more = bounds.trialsNeeded(required, sample.failures()) - sample.trials();
    return result(
            measured,
            Status.NOT_PROVEN,
            failures(broken, judged)
                + " is not proof of "
                + Wording.share(required)
                + ": "
                + Wording.count(more)
                + " more without a failure are needed"
                + appended(clusters(sample)))
        .provenBy((double) (sample.trials() + more) / Math.max(1, sample.trials()));
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    return new ObjectiveResult(
        "continuity",
        "Sessions kept",
        "≥ " + Wording.share(required) + " at " + Wording.share(confidence) + " confidence",
        measured,
        status,
        why);
  }

  private static String failures(long broken, long judged) {
    return Wording.count(broken)
        + (broken == 1 ? " failure in " : " failures in ")
        + Wording.count(judged);
  }

  private static String clusters(EffectiveSample sample) {
    if (sample.clusters() == 0) {
      return "";
    }
    return Wording.count(sample.clustered())
        + " reconnections were hit by "
        + Wording.count(sample.clusters())
        + (sample.clusters() == 1 ? " event" : " events")
        + " and share its fate: all together count as "
        + Wording.count(sample.trials())
        + " independent ones";
  }

  private static String appended(String text) {
    return text.isEmpty() ? "" : "; " + text;
  }
}
