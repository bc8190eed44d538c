package dev.holdfast.report.page;

import dev.holdfast.markup.Html;
import java.util.List;
import java.util.Locale;

/**
 * One session's last events as a sequence diagram, client above and server below, and the same as a
 * list whose numbers stand in the diagram: who cannot see the one reads the other.
 */
final class StoryDiagram {

  private static final double LEFT = 62;
  private static final double STEP = 26;
  private static final int CLIENT = 26;
  private static final int SERVER = 78;

  private StoryDiagram() {}

  static Html of(List<String> timeline) {
    List<StoryEvent> events = timeline.stream().map(StoryEvent::of).toList();
    Html html = new Html();
    if (!events.isEmpty()) {
      drawn(html, events);
    }
    html.add("<ol class=\"timeline\" aria-label=\"Last events before the judgement\">\n");
    events.forEach(event -> listed(html, event));
    return html.add("</ol>\n");
  }

  private static void listed(Html html, StoryEvent event) {
    html.add(
        """
        <li class="{}"><span class="before">{}</span> <span class="unseen">{}: </span>{}</li>
        """,
        event.way().id(),
        event.before().isEmpty() ? "" : "− " + event.before(),
        event.way().words(),
        event.text());
  }

  private static void drawn(Html html, List<StoryEvent> events) {
    double right = LEFT + STEP * events.size();
    html.add(
        """
        <div class="scroll sequence"><svg viewBox="0 0 {} 96" width="{}" height="96" aria-hidden="true">
        <text x="0" y="{}">client</text><text x="0" y="{}">server</text>
        <line class="life" x1="{}" y1="{}" x2="{}" y2="{}"/>
        <line class="life" x1="{}" y1="{}" x2="{}" y2="{}"/>
        """,
        decimal(right),
        decimal(right),
        CLIENT + 4,
        SERVER + 4,
        decimal(LEFT - 10),
        CLIENT,
        decimal(right),
        CLIENT,
        decimal(LEFT - 10),
        SERVER,
        decimal(right),
        SERVER);
    gap(html, events);
    for (int i = 0; i < events.size(); i++) {
      event(html, events.get(i).way(), i);
    }
    html.add("</svg></div>\n");
  }

  /** From a loss to the next thing that the client sent there was no connection. */
  private static void gap(Html html, List<StoryEvent> events) {
    int lost = -1;
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).way() == StoryEvent.Way.LOST) {
        lost = lost < 0 ? i : lost;
      } else if (lost >= 0 && events.get(i).way() == StoryEvent.Way.SENT) {
        html.add(
            "<rect class=\"away\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
            decimal(x(lost)),
            CLIENT,
            decimal(x(i) - x(lost)),
            SERVER - CLIENT);
        lost = -1;
      }
    }
  }

  private static void event(Html html, StoryEvent.Way way, int i) {
    String x = decimal(x(i));
    html.add("<text class=\"number\" x=\"{}\" y=\"14\" text-anchor=\"middle\">{}</text>", x, i + 1);
    switch (way) {
      case SENT -> arrow(html, way, x, CLIENT, SERVER);
      case RECEIVED -> arrow(html, way, x, SERVER, CLIENT);
      case LOST, WRONG -> cross(html, way, x(i), way == StoryEvent.Way.LOST ? 52 : CLIENT);
      case NOTED -> html.add("<circle class=\"noted\" cx=\"{}\" cy=\"{}\" r=\"3\"/>\n", x, CLIENT);
    }
  }

  private static void arrow(Html html, StoryEvent.Way way, String x, int from, int to) {
    int back = to > from ? -7 : 7;
    double at = Double.parseDouble(x);
    html.add(
        "<path class=\"{}\" d=\"M{} {}V{}M{} {}L{} {}L{} {}\"/>\n",
        way.id(),
        x,
        from,
        to,
        decimal(at - 4),
        to + back,
        x,
        to,
        decimal(at + 4),
        to + back);
  }

  private static void cross(Html html, StoryEvent.Way way, double x, int y) {
    html.add(
        "<path class=\"{}\" d=\"M{} {}L{} {}M{} {}L{} {}\"/>\n",
        way.id(),
        decimal(x - 6),
        y - 6,
        decimal(x + 6),
        y + 6,
        decimal(x - 6),
        y + 6,
        decimal(x + 6),
        y - 6);
  }

  private static double x(int i) {
    return LEFT + STEP * i;
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
