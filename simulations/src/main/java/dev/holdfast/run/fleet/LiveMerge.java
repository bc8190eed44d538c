package dev.holdfast.run.fleet;

import dev.holdfast.measure.journal.RecordedSpan;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.journal.SpanMerge;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The intervals of all injectors on their way into the run's own journal: each is merged once all
 * who record it have brought it, and then forgotten. For one thread.
 */
final class LiveMerge {

  private static final double BYTES_A_MEGABYTE = 1e6;

  private final List<Member> members;
  private final RunRecorder recorder;
  private final SpanMerge merge;
  private final long mostWaitingBytes;
  private long merged;

  /**
   * Nothing so far.
   *
   * @param leadMillis after the run, its injectors began
   * @param mostWaitingBytes that intervals may take which wait for those of others
   */
  LiveMerge(List<Member> members, RunRecorder recorder, long leadMillis, long mostWaitingBytes) {
    this.members = List.copyOf(members);
    this.recorder = recorder;
    this.merge = new SpanMerge(members.stream().map(Member::node).toList(), leadMillis);
    this.mostWaitingBytes = mostWaitingBytes;
  }

  /** Of what may wait in a process of that heap: the rest of the run needs the rest. */
  static long mostWaitingBytes(long heapBytes) {
    return heapBytes / 4;
  }

  /**
   * Takes an interval of an injector.
   *
   * @return why the run can say nothing any more; empty if it can
   */
  Optional<String> take(Member member, byte[] encoded) throws IOException {
    long number = RecordedSpan.numberOf(encoded);
    long last = member.lastSpan();
    if (!member.tookSpan(number, encoded)) {
      return Optional.of(
          "the intervals of "
              + member.named()
              + " have a gap: "
              + number
              + " came after "
              + last
              + ", and what lies between is lost; run again");
    }
    boolean unused = mergesAll();
    long waiting = members.stream().mapToLong(Member::waitingBytes).sum();
    return waiting > mostWaitingBytes ? Optional.of(tooMuch(waiting)) : Optional.empty();
  }

  /** Merges what is whole; whether nobody records any more, and all is merged. */
  boolean mergesAll() throws IOException {
    while (true) {
      long next = merged + 1;
      List<Member> recording =
          members.stream().filter(member -> !member.endedBefore(next)).toList();
      if (recording.isEmpty()) {
        return true;
      }
      if (!recording.stream().allMatch(member -> member.hasSpan(next))) {
        return false;
      }
      Map<Integer, RecordedSpan> spans = new TreeMap<>();
      for (Member member : recording) {
        byte[] encoded = member.span(next);
        if (encoded != null) {
          spans.put(member.index(), RecordedSpan.of(encoded));
        }
      }
      recorder.elsewhere(merge.next(spans));
      merged = next;
    }
  }

  /** What injectors counted that did not come, one sentence each. */
  List<String> differences() {
    return members.stream()
        .flatMap(member -> Totals.difference(member, merge.total(member.index())).stream())
        .toList();
  }

  private String tooMuch(long waiting) {
    Member behind =
        members.stream()
            .filter(member -> !member.endedBefore(merged + 1) && !member.hasSpan(merged + 1))
            .findFirst()
            .orElseGet(() -> members.get(0));
    return String.format(
        Locale.ROOT,
        "%s is behind: its interval %d has not come, and those of others that wait for it take"
            + " %.0f MB, at most %.0f are borne; look at its disk and its network, or give the run"
            + " more --heap",
        behind.named(),
        merged + 1,
        waiting / BYTES_A_MEGABYTE,
        mostWaitingBytes / BYTES_A_MEGABYTE);
  }
}
