package dev.holdfast.markup;

/** The place of one chart, which a script fills; whoever cannot see it has the table beside it. */
public final class Chart {

  private Chart() {}

  /**
   * A chart's place.
   *
   * @param id which chart the script draws there
   * @param title what it shows
   */
  public static Html of(String id, String title) {
    return Html.of(
        """
        <figure class="chart needs-script"><figcaption>{}</figcaption>
        <div id="{}" role="img" aria-label="Chart: {}. The figures are in the tables of this section."></div>
        </figure>
        """,
        title,
        id,
        title);
  }
}
