package dev.holdfast.user;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.VisibleText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The last things that happened to one session, for the witness of a broken reconnection. */
final class UserNotes {

  private static final int KEPT = 40;
  private static final int LONGEST_LINE = 160;
  private static final double NANOS_A_MILLI = 1e6;

  private record Entry(long nanos, String what, @Nullable Object detail) {}

  private final Deque<Entry> entries = new ArrayDeque<>(KEPT);

  /** How much came, put into words only if somebody asks. */
  private record Size(String of, int items, String named, long version) {

    @Override
    public String toString() {
      return of + items + named + ", version " + version;
    }
  }

  void add(long nanos, String what) {
    add(nanos, what, null);
  }

  /** The detail is put into words only if somebody asks, which is when something went wrong. */
  void add(long nanos, String what, @Nullable Object detail) {
    if (entries.size() == KEPT) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(nanos, what, detail));
  }

  /** Oldest first, each with its distance to the given instant. */
  List<String> before(long nanos) {
    List<String> lines = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      double millis = (entry.nanos - nanos) / NANOS_A_MILLI;
      lines.add(String.format(Locale.ROOT, "%.3f ms %s", millis, told(entry)));
    }
    return lines;
  }

  /** What is kept of an event: not a whole history or context, which would keep it in memory. */
  static Object summary(ServerEvent event) {
    if (event instanceof ServerEvent.History history) {
      return new Size("history of ", history.messages().size(), " messages", history.version());
    }
    if (event instanceof ServerEvent.Context context) {
      return new Size(
          "context with ", context.toolCalls().size(), " tool calls", context.version());
    }
    return event;
  }

  private static String told(Entry entry) {
    String line = entry.detail == null ? entry.what : entry.what + entry.detail;
    return VisibleText.excerpt(line, LONGEST_LINE);
  }
}
