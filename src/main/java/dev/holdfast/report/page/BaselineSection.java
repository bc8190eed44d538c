package dev.holdfast.report.page;

import dev.holdfast.comparison.Comparison;
import dev.holdfast.comparison.Comparison.Change;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.markup.Html;
import java.util.Locale;

/** How the run differs from the last PASS of its kind. */
final class BaselineSection {

  private BaselineSection() {}

  static Html of(BaselineComparison compared) {
    Html html =
        Html.of(
            """
            <section id="baseline" aria-labelledby="baseline-title">
            <h2 id="baseline-title">Against the last PASS</h2>
            <p>{}.</p>
            """,
            Html.sentence(sentence(compared)));
    if (compared.comparisons().isEmpty()) {
      return html.add("</section>\n");
    }
    html.add(
        """
        <details{}><summary>All figures that were compared <small>{}</small></summary>
        <div class="scroll" tabindex="0" role="region" aria-label="Against the last PASS">
        <table><caption>A difference is noise where its interval holds none, or where a latency's is
        within 5 %.</caption><thead><tr><th scope="col">Change</th><th scope="col">Figure</th>
        <th scope="col" class="num">Then</th><th scope="col" class="num">Now</th>
        <th scope="col" class="num">Difference, with its interval</th></tr></thead><tbody>
        """,
        Html.of(compared.of(Change.WORSE).isEmpty() ? "" : " open"), compared.comparisons().size());
    compared.comparisons().forEach(each -> row(html, each));
    return html.add("</tbody></table></div></details>\n</section>\n");
  }

  private static String sentence(BaselineComparison compared) {
    String sentence = compared.sentence();
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static void row(Html html, Comparison each) {
    html.add(
        """
        <tr class="{}"><td class="standing">{}</td><th scope="row">{}</th><td class="num">{}</td>\
        <td class="num">{}</td><td class="num">{}</td></tr>
        """,
        each.change() == Change.WORSE ? "unmet" : each.change() == Change.BETTER ? "met" : "same",
        each.change().name().toLowerCase(Locale.ROOT),
        each.figure(),
        each.before(),
        each.after(),
        each.difference().isEmpty() ? "–" : each.difference());
  }
}
