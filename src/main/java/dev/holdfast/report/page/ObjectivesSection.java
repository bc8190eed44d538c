package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.markup.Glyph;
import dev.holdfast.markup.Html;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What was promised, what was measured, and how close it was. */
final class ObjectivesSection {

  private static final int BAR_WIDTH = 100;

  /** The limit stands at two thirds of a bar, so that what lies beyond it is seen too. */
  private static final double LIMIT_AT = BAR_WIDTH * 2 / 3.0;

  private static final List<Status> ORDER =
      List.of(Status.MISSED, Status.NOT_PROVEN, Status.NOT_MEASURED, Status.MET);

  private static final int MOST_TIMES = 10;

  /** So many rows are not worth folding. */
  private static final int MOST_MET = 6;

  private ObjectivesSection() {}

  static Html of(Assessment assessment) {
    Html html = new Html();
    html.add(
        """
        <section id="objectives" aria-labelledby="objectives-title">
        <h2 id="objectives-title">Objectives</h2>
        """);
    if (assessment.objectives().isEmpty()) {
      return html.add("<p>This run had no objectives to judge.</p>\n</section>\n");
    }
    boolean valid = assessment.verdict() != Verdict.INVALID;
    if (!valid) {
      html.add("<p>This run can say nothing, so nothing here is held against the target.</p>\n");
    }
    List<ObjectiveResult> open =
        assessment.objectives().stream()
            .filter(each -> !each.met())
            .sorted(Comparator.comparing(each -> ORDER.indexOf(each.status())))
            .toList();
    List<ObjectiveResult> met =
        assessment.objectives().stream().filter(ObjectiveResult::met).toList();
    if (open.isEmpty() || met.size() <= MOST_MET) {
      table(html, Stream.concat(open.stream(), met.stream()).toList(), valid);
    } else {
      table(html, open, valid);
      html.add("<details><summary>{} met</summary>\n", met.size());
      table(html, met, valid);
      html.add("</details>\n");
    }
    return html.add("</section>\n");
  }

  private static void table(Html html, List<ObjectiveResult> objectives, boolean valid) {
    html.add(
        """
        <table class="objectives{}" role="table">
        <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Status</th>
        <th role="columnheader" scope="col">Objective</th><th role="columnheader" scope="col">Required</th>
        <th role="columnheader" scope="col">Measured</th>
        <th role="columnheader" scope="col">Allowance used</th></tr></thead>
        <tbody role="rowgroup">
        """,
        valid ? "" : " void");
    objectives.forEach(objective -> row(html, objective, valid));
    html.add("</tbody></table>\n");
  }

  private static void row(Html html, ObjectiveResult objective, boolean valid) {
    boolean missed = objective.status() == Status.MISSED;
    html.add(
        """
        <tr role="row" class="{}"><td role="cell" data-label="Status" class="standing">\
        <span aria-hidden="true">{}</span> {}</td>
        <th role="rowheader" scope="row" id="objective-{}">{} <small class="id">{}</small></th>
        <td role="cell" data-label="Required">{}</td>
        <td role="cell" data-label="Measured">{}{}</td>
        <td role="cell" data-label="Allowance" class="margin">{}</td></tr>
        """,
        objective.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        missed && !valid ? "⊘" : Glyph.of(objective.status()),
        missed && !valid ? "cannot say" : Glyph.words(objective.status()),
        objective.id(),
        objective.title(),
        objective.id(),
        Html.sentence(objective.required()),
        Html.sentence(objective.measured()),
        objective.why().isEmpty()
            ? ""
            : Html.of("<p class=\"why\">{}</p>", Html.sentence(objective.why())),
        bar(objective));
  }

  private static Html bar(ObjectiveResult objective) {
    if (!objective.margin().isKnown()) {
      return Html.of("<span class=\"none\">–</span>");
    }
    double used = objective.margin().used();
    return Html.of(
        """
        <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="track" x="0" y="3" width="100" height="6"/>\
        <rect class="used" x="0" y="3" width="{}" height="6"/>\
        <rect class="limit" x="{}" y="0" width="1.5" height="12"/></svg><span>{}</span>""",
        decimal(Math.min(used * LIMIT_AT, BAR_WIDTH)),
        decimal(LIMIT_AT),
        share(used));
  }

  /** As a percentage while that can be grasped, then as so many times the limit. */
  private static String share(double used) {
    if (used < 2) {
      return Wording.shareUp(Math.rint(used * 100) / 100);
    }
    return (used >= MOST_TIMES ? "over " + MOST_TIMES : decimal(used)) + " × the limit";
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
