package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.wording.Wording;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The four numbers that are read first, large; grey where the run cannot say them. */
final class KeyFigures {

  private static final double P999 = 99.9;

  private KeyFigures() {}

  static Html of(RunRecord run, Assessment assessment) {
    Tally total = run.total();
    double required = run.identity().requiredContinuity();
    Html html =
        Html.of(
            "<dl class=\"figures{}\">\n", assessment.verdict() == Verdict.INVALID ? " void" : "");
    figure(
        html,
        "Returns judged",
        Wording.count(total.judged()),
        total.judged() == total.planned()
            ? "all that were planned"
            : "of " + Wording.count(total.planned()) + " planned");
    figure(
        html,
        "Sessions kept",
        total.planned() == 0
            ? Wording.NONE
            : Wording.shareDown(ContinuityShare.rate(total), required),
        (total.planned() == 0
                ? ""
                : "at least "
                    + Wording.shareDown(assessment.continuityLowerBound(), required)
                    + " at "
                    + Wording.share(run.identity().confidence())
                    + " confidence; ")
            + "required "
            + Wording.share(required));
    restore(html, run.latencies().get(new Series(Phase.RESTORE, Cohort.ALL)));
    figure(
        html,
        "Users at once",
        Wording.count(run.peakConcurrentUsers()),
        "of " + Wording.count(run.identity().plannedUsers()) + " planned");
    return html.add("</dl>\n");
  }

  private static void restore(Html html, @Nullable Histogram micros) {
    if (micros == null || micros.getTotalCount() == 0) {
      figure(html, "Restore, p99.9", Wording.NONE, "nothing was restored");
      return;
    }
    figure(
        html,
        "Restore, p99.9",
        Wording.millis(LatencyFigures.at(micros, P999)),
        "slowest " + Wording.micros((double) micros.getMaxValue()));
  }

  private static void figure(Html html, String name, String value, String more) {
    html.add(
        "<div><dt>{}</dt><dd><b>{}</b><small>{}</small></dd></div>\n",
        name,
        Html.sentence(value),
        Html.sentence(more));
  }
}
