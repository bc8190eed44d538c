package dev.holdfast.report.page;

import dev.holdfast.markup.Html;
import dev.holdfast.markup.ShownText;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.wording.Wording;
import java.util.Map;
import java.util.TreeMap;

/** With what the run was made: every setting that was in effect, the machine, single figures. */
final class ConfigurationSection {

  private ConfigurationSection() {}

  static Html of(RunRecord run) {
    Html html =
        Html.of(
            """
            <section id="configuration" aria-labelledby="configuration-title">
            <h2 id="configuration-title">Configuration</h2>
            """);
    table(html, "Effective configuration", run.identity().configuration());
    table(html, "Environment", run.identity().environment());
    Map<String, String> samples = new TreeMap<>();
    run.samples().forEach((name, value) -> samples.put(name, Wording.number(value)));
    table(html, "Single measured figures", samples);
    return html.add("</section>\n");
  }

  private static void table(Html html, String title, Map<String, String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    html.add(
        """
        <details><summary>{} <small>{}</small></summary>
        <div class="scroll" tabindex="0" role="region" aria-label="{}"><table><tbody>
        """,
        title,
        entries.size(),
        title);
    entries.forEach(
        (key, value) ->
            html.add(
                "<tr><th scope=\"row\"><code>{}</code></th><td><code>{}</code></td></tr>\n",
                key,
                ShownText.ofSetting(key, value)));
    html.add("</tbody></table></div></details>\n");
  }
}
