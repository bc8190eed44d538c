package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.statistics.EffectiveSample;
import dev.holdfast.wording.Wording;
import java.util.Locale;

/** The continuity rate with its bound, and how each cohort fared. */
final class ContinuitySection {

  private static final double LEFT = 10;
  private static final double WIDTH = 580;

  private ContinuitySection() {}

  static Html of(RunRecord run, Assessment assessment) {
    Html html =
        Html.of(
            """
            <section id="continuity" aria-labelledby="continuity-title">
            <h2 id="continuity-title">Continuity</h2>
            <p>The share of planned reconnections whose judgement is what the policy promises.{}{}</p>
            """,
            promised(assessment) ? " The verdict hangs on the lower bound, not on the rate." : "",
            clustered(run)
                ? " Returns after one event, such as the end of a server, count as one for the"
                    + " bound, so it is lower than their number suggests."
                : "");
    if (run.total().planned() > 0) {
      html.add("{}", interval(run, assessment));
    }
    html.add("{}", CohortTables.of(run, assessment.continuityLowerBound()));
    return html.add("</section>\n");
  }

  private static boolean promised(Assessment assessment) {
    return assessment.objectives().stream().anyMatch(each -> each.id().equals("continuity"));
  }

  private static boolean clustered(RunRecord run) {
    return run.tallies().keySet().stream()
        .anyMatch(each -> each.dimension().equals(EffectiveSample.CLUSTER_DIMENSION));
  }

  private static Html interval(RunRecord run, Assessment assessment) {
    double rate = ContinuityShare.rate(run.total());
    double bound = assessment.continuityLowerBound();
    double required = run.identity().requiredContinuity();
    double least = Math.max(0, 1 - (1 - Math.min(required, Math.min(bound, rate))) * 1.25);
    double from = least >= 1 ? 0 : least;
    String told =
        String.format(
            Locale.ROOT,
            "Rate %s, at least %s, required %s",
            Wording.shareDown(rate, required),
            Wording.shareDown(bound, required),
            Wording.share(required));
    return Html.of(
        """
        <figure class="interval"><svg viewBox="0 0 600 36" preserveAspectRatio="none" role="img" aria-label="{}">
        <line class="axis" x1="10" y1="18" x2="590" y2="18"/>
        <rect class="range" x="{}" y="12" width="{}" height="12"/>
        <rect class="rate" x="{}" y="8" width="4" height="20"/>
        <line class="required" x1="{}" y1="2" x2="{}" y2="34"/>
        </svg><p class="ends"><span>{}</span><span>100 %</span></p>
        <figcaption><span class="key rate"></span> rate {}
        <span class="key range"></span> from its lower bound, {}, with {} confidence
        <span class="key required"></span> required {}
        </figcaption></figure>
        """,
        told,
        x(bound, from),
        width(rate - bound, from),
        x(rate, from),
        x(required, from),
        x(required, from),
        Wording.shareDown(from),
        Wording.shareDown(rate, required),
        Wording.shareDown(bound, required),
        Wording.share(run.identity().confidence()),
        Wording.share(required));
  }

  private static String x(double share, double from) {
    return decimal(LEFT + (share - from) / (1 - from) * WIDTH);
  }

  private static String width(double share, double from) {
    return decimal(Math.max(0, share) / (1 - from) * WIDTH);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
