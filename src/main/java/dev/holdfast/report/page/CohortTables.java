package dev.holdfast.report.page;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.markup.Html;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;
import dev.holdfast.wording.Wording;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How each cohort fared: all together first, the others folded by what divides them. */
final class CohortTables {

  /** Bounds that differ by less are one. */
  private static final double SAME = 1e-9;

  private final double confidence;
  private final double bound;
  private final boolean clustered;

  private CohortTables(double confidence, double bound, boolean clustered) {
    this.confidence = confidence;
    this.bound = bound;
    this.clustered = clustered;
  }

  /**
   * The tables.
   *
   * @param bound the run's lower bound; below that of independent reconnections where one event hit
   *     many, and then nobody can tell the bound of a single cohort
   */
  static Html of(RunRecord run, double bound) {
    double confidence = run.identity().confidence();
    double independent = ContinuityShare.lowerBound(run.total(), confidence);
    CohortTables tables = new CohortTables(confidence, bound, bound + SAME < independent);
    Map<String, List<Map.Entry<Cohort, Tally>>> dimensions =
        run.tallies().entrySet().stream()
            .filter(entry -> !entry.getKey().dimension().equals(Cohort.ONLY_LATE.dimension()))
            .sorted(Map.Entry.comparingByKey(CohortName.ORDER))
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getKey().dimension(), LinkedHashMap::new, Collectors.toList()));
    Html html = new Html();
    dimensions.forEach((dimension, cohorts) -> tables.dimension(html, dimension, cohorts));
    return html;
  }

  private void dimension(Html html, String dimension, List<Map.Entry<Cohort, Tally>> cohorts) {
    if (dimension.equals(Cohort.ALL.dimension())) {
      table(html, "all together", cohorts);
      if (clustered) {
        html.add(
            "<p class=\"note\">Reconnections that one event hit count together in this bound. For a"
                + " single cohort it cannot be told.</p>\n");
      }
      return;
    }
    html.add(
        "<details><summary>By {} <small>{}</small></summary>\n",
        dimension.replace('_', ' '),
        Html.sentence(worst(cohorts)));
    table(html, "by " + dimension, cohorts);
    html.add("</details>\n");
  }

  private static String worst(List<Map.Entry<Cohort, Tally>> cohorts) {
    return cohorts.stream()
        .filter(entry -> entry.getValue().planned() > 0)
        .min(Comparator.comparing(entry -> ContinuityShare.rate(entry.getValue())))
        .filter(entry -> ContinuityShare.rate(entry.getValue()) < 1)
        .map(
            entry ->
                Wording.count(cohorts.size(), "cohort", "cohorts")
                    + ", fewest kept of "
                    + entry.getKey().value()
                    + ": "
                    + Wording.shareDown(ContinuityShare.rate(entry.getValue())))
        .orElse(Wording.count(cohorts.size(), "cohort", "cohorts") + ", all kept");
  }

  private void table(Html html, String which, List<Map.Entry<Cohort, Tally>> cohorts) {
    html.add(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Continuity, {}">
        <table class="cohorts"><thead><tr>
        <th scope="col">Cohort</th><th scope="col" class="num">Kept</th>
        <th scope="col" class="num">At least, with {} confidence</th>
        <th scope="col" class="num">Planned</th><th scope="col" class="num">Broken</th>
        <th scope="col" class="num">Preserved</th><th scope="col" class="num">Degraded</th>
        <th scope="col" class="num">Expired</th>
        <th scope="col" class="num">Unjudged</th></tr></thead><tbody>
        """,
        which,
        Html.sentence(Wording.share(confidence)));
    cohorts.forEach(entry -> row(html, entry.getKey(), entry.getValue()));
    html.add("</tbody></table></div>\n");
  }

  private void row(Html html, Cohort cohort, Tally tally) {
    html.add(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\">{}</td>",
        cohort.equals(Cohort.ALL) ? CohortName.of(cohort) : cohort.value(),
        Wording.shareDown(ContinuityShare.rate(tally)),
        atLeast(cohort, tally));
    number(html, tally.planned());
    for (Outcome outcome :
        List.of(Outcome.BROKEN, Outcome.PRESERVED, Outcome.DEGRADED, Outcome.EXPIRED)) {
      number(html, tally.outcomes().getOrDefault(outcome, 0L));
    }
    number(html, tally.planned() - tally.judged());
    html.add("</tr>\n");
  }

  private String atLeast(Cohort cohort, Tally tally) {
    if (tally.planned() == 0) {
      return Wording.NONE;
    }
    if (cohort.equals(Cohort.ALL)) {
      return Wording.shareDown(bound);
    }
    return clustered
        ? Wording.NONE
        : Wording.shareDown(ContinuityShare.lowerBound(tally, confidence));
  }

  private static void number(Html html, long count) {
    html.add("<td class=\"num\">{}</td>", Wording.count(count));
  }
}
