package dev.holdfast.report.story;

import dev.holdfast.report.story.StoryEvent.Way;
import dev.holdfast.wording.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to one session around its loss, in order: times run from the loss on, a row of
 * events of one kind is one, and what lies long before the loss is only counted.
 *
 * @param steps what is told
 * @param earlier how many events before them are not
 */
record Course(List<Step> steps, int earlier) {

  private static final int TOLD_BEFORE = 6;
  private static final int ROW = 3;

  /**
   * One step.
   *
   * @param when from the loss on, such as {@code +120 ms}; empty where unknown
   * @param way between whom
   * @param text what happened
   * @param away whether there was no connection
   */
  record Step(String when, Way way, String text, boolean away) {}

  static Course of(List<String> timeline) {
    List<StoryEvent> events = folded(timeline.stream().map(StoryEvent::of).toList());
    int lost = lastLoss(events);
    int from = Math.max(0, lost - TOLD_BEFORE);
    double zero = events.isEmpty() ? 0 : events.get(Math.max(0, lost)).atMillis();
    List<Step> steps = new ArrayList<>();
    boolean away = false;
    for (StoryEvent event : events.subList(from, events.size())) {
      away = event.way() == Way.LOST || (away && event.way() != Way.SENT);
      steps.add(new Step(when(event.atMillis() - zero), event.way(), event.text(), away));
    }
    return new Course(List.copyOf(steps), from);
  }

  private static int lastLoss(List<StoryEvent> events) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).way() == Way.LOST) {
        return i;
      }
    }
    return -1;
  }

  private static String when(double millis) {
    if (Double.isNaN(millis)) {
      return "";
    }
    String sign = millis < 0 ? "−" : millis > 0 ? "+" : "";
    return sign + Wording.millis(Math.abs(millis));
  }

  /** Rows of more than so many of one kind become one. */
  private static List<StoryEvent> folded(List<StoryEvent> events) {
    List<StoryEvent> all = new ArrayList<>();
    int from = 0;
    while (from < events.size()) {
      StoryEvent first = events.get(from);
      int to = from + 1;
      while (to < events.size() && kind(events.get(to)).equals(kind(first))) {
        to++;
      }
      int more = to - from - 1;
      if (more >= ROW) {
        all.add(
            new StoryEvent(
                first.atMillis(), first.way(), first.text() + ", and " + more + " more like it"));
      } else {
        all.addAll(events.subList(from, to));
      }
      from = to;
    }
    return all;
  }

  private static String kind(StoryEvent event) {
    int word = event.text().indexOf(' ');
    return event.way() + (word < 0 ? event.text() : event.text().substring(0, word));
  }
}
