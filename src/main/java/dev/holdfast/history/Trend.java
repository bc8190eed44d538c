package dev.holdfast.history;

import dev.holdfast.assessment.Verdict;
import dev.holdfast.markup.Html;
import dev.holdfast.wording.Wording;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** One figure over the runs of one simulation, oldest to the left, drawn without a script. */
final class Trend {

  private static final double LEFT = 62;
  private static final double RIGHT = 470;
  private static final double TOP = 12;
  private static final double BOTTOM = 96;

  private final String title;
  private final List<RunEntry> runs;
  private final ToDoubleFunction<RunEntry> figure;
  private final DoubleFunction<String> words;
  private final double low;
  private final double high;

  private Trend(
      String title,
      List<RunEntry> runs,
      ToDoubleFunction<RunEntry> figure,
      DoubleFunction<String> words,
      double low,
      double high) {
    this.title = title;
    this.runs = runs;
    this.figure = figure;
    this.words = words;
    this.low = low;
    this.high = high > low ? high : low + 1;
  }

  /**
   * The lower bound of continuity over runs, with what was required.
   *
   * @param runs oldest first
   */
  static Html continuity(List<RunEntry> runs) {
    List<RunEntry> told = runs.stream().filter(run -> run.planned() > 0).toList();
    double least =
        told.stream()
            .mapToDouble(run -> Math.min(run.lowerBound(), run.required()))
            .min()
            .orElse(0);
    double low = Math.max(0, 1 - (1 - least) * 1.1);
    Trend trend =
        new Trend(
            "Continuity, lower bound", told, RunEntry::lowerBound, Wording::shareDown, low, 1);
    return trend.drawn(told.isEmpty() ? Double.NaN : told.get(told.size() - 1).required());
  }

  /**
   * The 99th percentile of the restore over runs.
   *
   * @param runs oldest first
   */
  static Html restore(List<RunEntry> runs) {
    List<RunEntry> told = runs.stream().filter(run -> run.restoreP99Millis() > 0).toList();
    double most = told.stream().mapToDouble(RunEntry::restoreP99Millis).max().orElse(1);
    return new Trend(
            "Restore, p99", told, RunEntry::restoreP99Millis, Wording::millis, 0, most * 1.1)
        .drawn(Double.NaN);
  }

  private Html drawn(double required) {
    if (runs.isEmpty()) {
      return Html.of(
          "<figure class=\"trend\"><figcaption>{}: nothing measured</figcaption></figure>\n",
          title);
    }
    RunEntry last = runs.get(runs.size() - 1);
    Html html =
        Html.of(
            """
            <figure class="trend"><figcaption>{}: now {}, over {} runs</figcaption>
            <svg viewBox="0 0 480 104" role="img" aria-label="{} over {} runs, oldest to the left. \
            The figures are in the table below.">
            <line class="axis" x1="62" y1="96" x2="470" y2="96"/>
            <text x="56" y="16" text-anchor="end">{}</text>
            <text x="56" y="98" text-anchor="end">{}</text>
            """,
            title,
            words.apply(figure.applyAsDouble(last)),
            runs.size(),
            title,
            runs.size(),
            words.apply(high),
            words.apply(low));
    if (!Double.isNaN(required)) {
      html.add(
          "<line class=\"required\" x1=\"62\" y1=\"{}\" x2=\"470\" y2=\"{}\"/>\n",
          y(required),
          y(required));
    }
    StringJoiner points = new StringJoiner(" ");
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).valid()) {
        points.add(x(i) + "," + y(figure.applyAsDouble(runs.get(i))));
      }
    }
    // Only numbers, and more of them than a shown text may have characters.
    html.add("<polyline class=\"course\" points=\"{}\"/>\n", Html.of(points.toString()));
    for (int i = 0; i < runs.size(); i++) {
      html.add("{}", marked(i));
    }
    return html.add("</svg></figure>\n");
  }

  private Html marked(int i) {
    RunEntry run = runs.get(i);
    return mark(
        run.verdict(),
        x(i),
        y(figure.applyAsDouble(run)),
        Html.of(
            "<title>{}: {}, {}</title>",
            run.folder(),
            words.apply(figure.applyAsDouble(run)),
            run.verdict()));
  }

  /** Each verdict has a shape of its own, not only a colour. */
  private static Html mark(Verdict verdict, String x, String y, Html title) {
    String shape =
        switch (verdict) {
          case PASS -> "<circle class=\"pass\" cx=\"{}\" cy=\"{}\" r=\"3\">{}</circle>\n";
          case FAIL ->
              "<path class=\"fail\" transform=\"translate({} {})\" d=\"M-4-4L4 4M-4 4L4-4\">{}</path>\n";
          case INVALID ->
              "<path class=\"invalid\" transform=\"translate({} {})\" d=\"M0-5L5 0L0 5L-5 0Z\">{}</path>\n";
        };
    return Html.of(shape, x, y, title);
  }

  /** What the marks of all trends mean. */
  static Html legend() {
    Html html = Html.of("<p class=\"legend\">");
    for (Verdict verdict : Verdict.values()) {
      html.add(
          "<span><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\">{}</svg> {}</span> ",
          mark(verdict, "7", "7", new Html()),
          verdict == Verdict.INVALID ? "INVALID, not on the line" : verdict.name());
    }
    return html.add("<span><i class=\"key required\"></i> required</span></p>\n");
  }

  private String x(int i) {
    double step = runs.size() == 1 ? 0 : (RIGHT - LEFT) * i / (runs.size() - 1);
    return decimal(LEFT + step);
  }

  private String y(double value) {
    return decimal(BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
