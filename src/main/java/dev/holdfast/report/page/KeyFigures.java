package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.wording.Wording;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The four numbers that are read first, large; grey where the run cannot say them. */
final class KeyFigures {

  private static final double P999 = 99.9;
  private static final String BROKEN = "kept";
  private static final String RESTORE = "restore-p999";
  private static final String OF_RESTORE = "p99.9 ";

  private KeyFigures() {}

  static Html of(RunRecord run, Assessment assessment) {
    Tally total = run.total();
    double required = run.identity().requiredContinuity();
    Html html =
        Html.of(
            "<dl class=\"figures{}\">\n", assessment.verdict() == Verdict.INVALID ? " void" : "");
    figure(html, "Returns judged", Wording.count(total.judged()), judged(total));
    figure(
        html,
        "Sessions kept",
        total.planned() == 0
            ? Wording.NONE
            : Wording.shareDown(ContinuityShare.rate(total), required),
        promised(run, assessment));
    restore(
        html,
        run.latencies().get(new Series(Phase.RESTORE, Cohort.ALL)),
        promisedOfRestore(assessment));
    figure(
        html,
        "Users at once",
        Wording.count(run.peakConcurrentUsers()),
        "of " + Wording.count(run.identity().plannedUsers()) + " planned");
    return html.add("</dl>\n");
  }

  private static String judged(Tally total) {
    if (total.planned() == 0) {
      return "reconnections after a loss; none was begun";
    }
    return total.judged() == total.planned()
        ? "reconnections after a loss; all that were planned"
        : "reconnections after a loss, of " + Wording.count(total.planned()) + " planned";
  }

  /** The bound, where the run hangs on it; where it may break none, that. */
  private static String promised(RunRecord run, Assessment assessment) {
    double required = run.identity().requiredContinuity();
    if (assessment.objectives().stream().anyMatch(each -> each.id().equals(BROKEN))) {
      return Wording.count(run.total().judged() - run.total().kept()) + " broken; none is allowed";
    }
    if (assessment.smoke()) {
      return Wording.count(run.total().kept()) + " of " + Wording.count(run.total().judged());
    }
    String least =
        run.total().planned() == 0
            ? ""
            : "at least "
                + Wording.shareDown(assessment.continuityLowerBound(), required)
                + " at "
                + Wording.share(run.identity().confidence())
                + " confidence; ";
    return least + "required " + Wording.share(required);
  }

  /** What the run promises of restore times at once; empty where it promises nothing. */
  private static Optional<ObjectiveResult> promisedOfRestore(Assessment assessment) {
    return assessment.objectives().stream().filter(each -> each.id().equals(RESTORE)).findFirst();
  }

  private static void restore(
      Html html, @Nullable Histogram micros, Optional<ObjectiveResult> promised) {
    if (micros == null || micros.getTotalCount() == 0) {
      figure(html, "Restore, p99.9", Wording.NONE, "nothing was restored");
      return;
    }
    double p999 = LatencyFigures.at(micros, P999);
    double slowest = LatencyFigures.at(micros, 100);
    String shown = promised.map(KeyFigures::measured).orElseGet(() -> Wording.millis(p999));
    figure(
        html,
        "Restore, p99.9",
        shown,
        "slowest "
            + (slowest > p999 ? Wording.millis(slowest, p999) : shown)
            + promised
                .map(each -> "; required " + each.required().replace(OF_RESTORE, ""))
                .orElse(""));
  }

  /** As the objective says it, which shows on which side of its limit it is. */
  private static String measured(ObjectiveResult restore) {
    String said = restore.measured();
    int from = said.startsWith(OF_RESTORE) ? OF_RESTORE.length() : 0;
    int to = said.indexOf(" (");
    return said.substring(from, to < 0 ? said.length() : to);
  }

  private static void figure(Html html, String name, String value, String more) {
    html.add(
        "<div><dt>{}</dt><dd><b>{}</b><small>{}</small></dd></div>\n",
        name,
        Html.sentence(value),
        Html.sentence(more));
  }
}
