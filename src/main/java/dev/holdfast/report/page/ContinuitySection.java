package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;
import dev.holdfast.wording.Wording;
import java.util.Locale;
import java.util.Map;

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
            <p>The share of planned reconnections whose judgement is what the policy promises.
            The release hangs on the lower bound, not on the rate.</p>
            """);
    if (run.total().planned() > 0) {
      html.add("{}", interval(run, assessment));
    }
    html.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Continuity by cohort">
        <table><caption>Reconnections by cohort</caption><thead><tr><th scope="col">Cohort</th>
        <th scope="col" class="num">Planned</th><th scope="col" class="num">Preserved</th>
        <th scope="col" class="num">Degraded</th><th scope="col" class="num">Expired</th>
        <th scope="col" class="num">Broken</th><th scope="col" class="num">Unjudged</th>
        <th scope="col" class="num">Kept</th>
        <th scope="col" class="num">At least, with {} confidence</th></tr></thead><tbody>
        """,
        Wording.share(run.identity().confidence()));
    run.tallies().entrySet().stream()
        .filter(entry -> !entry.getKey().dimension().equals(Cohort.ONLY_LATE.dimension()))
        .sorted(Map.Entry.comparingByKey(CohortName.ORDER))
        .forEach(entry -> row(html, entry.getKey(), entry.getValue(), run.identity().confidence()));
    return html.add("</tbody></table></div>\n</section>\n");
  }

  private static void row(Html html, Cohort cohort, Tally tally, double confidence) {
    html.add("<tr><th scope=\"row\">{}</th>", CohortName.of(cohort));
    number(html, tally.planned());
    for (Outcome outcome : Outcome.values()) {
      number(html, tally.outcomes().getOrDefault(outcome, 0L));
    }
    number(html, tally.planned() - tally.judged());
    html.add(
        "<td class=\"num\">{}</td><td class=\"num\">{}</td></tr>\n",
        Wording.shareDown(ContinuityShare.rate(tally)),
        tally.planned() == 0
            ? "–"
            : Wording.shareDown(ContinuityShare.lowerBound(tally, confidence)));
  }

  private static void number(Html html, long count) {
    html.add("<td class=\"num\">{}</td>", Wording.count(count));
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
        <figure class="interval"><svg viewBox="0 0 600 70" role="img" aria-label="{}">
        <line class="axis" x1="10" y1="40" x2="590" y2="40"/>
        <rect class="range" x="{}" y="34" width="{}" height="12"/>
        <circle class="rate" cx="{}" cy="40" r="6"/>
        <line class="required" x1="{}" y1="18" x2="{}" y2="52"/>
        <text x="{}" y="13" text-anchor="{}">required {}</text>
        <text x="10" y="62">{}</text><text x="590" y="62" text-anchor="end">100 %</text>
        </svg><figcaption><span class="key rate"></span> rate {}
        <span class="key range"></span> from its lower bound, {}, with {} confidence
        </figcaption></figure>
        """,
        told,
        x(bound, from),
        width(rate - bound, from),
        x(rate, from),
        x(required, from),
        x(required, from),
        x(required, from),
        required - from > (1 - from) / 2 ? "end" : "start",
        Wording.share(required),
        Wording.share(from),
        Wording.shareDown(rate, required),
        Wording.shareDown(bound, required),
        Wording.share(run.identity().confidence()));
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
