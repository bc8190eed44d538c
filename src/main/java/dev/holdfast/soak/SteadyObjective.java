package dev.holdfast.soak;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.Objective;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.List;
import java.util.Optional;

/**
 * The promise that a figure stays where it is, as far as anybody cares.
 *
 * @param figure which
 * @param series what was observed of it after the warm-up
 * @param tolerance how much drift does not matter
 * @param detector finds a drift
 */
public record SteadyObjective(
    Metric figure, List<Observation> series, Tolerance tolerance, DriftDetector detector)
    implements Objective {

  private static final double MILLIS_AN_HOUR = 3_600_000;

  /** Copies the series. */
  public SteadyObjective {
    series = List.copyOf(series);
  }

  @Override
  public ObjectiveResult judge(RunRecord run) {
    if (series.isEmpty()) {
      return result("not measured after the warm-up", Status.NOT_MEASURED, "");
    }
    if (series.size() < DriftDetector.LEAST_OBSERVATIONS) {
      return result(
              series.size() + " observations",
              Status.NOT_PROVEN,
              "a trend needs at least "
                  + DriftDetector.LEAST_OBSERVATIONS
                  + " observations: a longer run, or a shorter holdfast.reports.interval")
          .provenBy((double) DriftDetector.LEAST_OBSERVATIONS / series.size());
    }
    List<Observation> rising =
        figure.mustNotRise() ? series : series.stream().map(Observation::negated).toList();
    Optional<Drift> drift = detector.find(rising, tolerance);
    if (drift.isPresent()) {
      return result(told(drift.get()), Status.MISSED, "");
    }
    int edge = Math.max(3, series.size() / 10);
    String told =
        figure.told(DriftDetector.level(series.subList(0, edge)))
            + " → "
            + figure.told(DriftDetector.level(series.subList(series.size() - edge, series.size())));
    return result(told + " over " + series.size() + " observations", Status.MET, "");
  }

  @Override
  public boolean canBeMissedByLateness(RunRecord run) {
    return figure.followsTheLoad();
  }

  @Override
  public boolean failsASmokeRun() {
    return false;
  }

  private String told(Drift drift) {
    int sign = figure.mustNotRise() ? 1 : -1;
    String levels = figure.told(sign * drift.from()) + " → " + figure.told(sign * drift.to());
    String since = " since " + Wording.millis(drift.sinceMillis());
    if (drift.kind() == Drift.Kind.STEP) {
      return "steps from " + levels + since;
    }
    String limit =
        Double.isNaN(drift.limitInHours())
            ? ""
            : ", at its limit in " + Wording.millis(drift.limitInHours() * MILLIS_AN_HOUR);
    return "creeps by "
        + figure.told(sign * drift.perThousand())
        + " a 1,000 reconnections (at least "
        + figure.told(sign * drift.perThousandAtLeast())
        + ")"
        + since
        + ", "
        + levels
        + limit;
  }

  private ObjectiveResult result(String measured, Status status, String why) {
    String limit =
        Double.isInfinite(tolerance.limit())
            ? ""
            : ", not at "
                + figure.told(tolerance.limit())
                + " within "
                + Wording.duration(tolerance.horizon());
    return new ObjectiveResult(
        "steady-" + figure.id(),
        figure.title() + ", steady",
        (figure.mustNotRise() ? "rises" : "falls")
            + " ≤ "
            + figure.told(tolerance.perThousand())
            + " a 1,000 reconnections"
            + limit,
        measured,
        status,
        why);
  }
}
