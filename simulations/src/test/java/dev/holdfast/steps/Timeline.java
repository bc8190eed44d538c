package dev.holdfast.steps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** The last things that happened to one session, for the witness of a broken reconnection. */
final class Timeline {

  private static final int KEPT = 40;
  private static final int LONGEST_LINE = 160;
  private static final double NANOS_A_MILLI = 1e6;

  private record Entry(long nanos, String what) {}

  private final Deque<Entry> entries = new ArrayDeque<>(KEPT);

  void add(long nanos, String what) {
    if (entries.size() == KEPT) {
      entries.removeFirst();
    }
    entries.addLast(
        new Entry(
            nanos, what.length() > LONGEST_LINE ? what.substring(0, LONGEST_LINE) + "…" : what));
  }

  /** Oldest first, each with its distance to the given instant. */
  List<String> before(long nanos) {
    List<String> lines = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      lines.add(
          String.format(
              Locale.ROOT, "%.3f ms %s", (entry.nanos - nanos) / NANOS_A_MILLI, entry.what));
    }
    return lines;
  }
}
