package dev.holdfast.run.fleet;

import dev.holdfast.measure.journal.RecordedSpan;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.journal.SpanMerge;
import java.io.IOException;
import java.time.Duration;
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
  private static final Duration MOST_STANDING = Duration.ofMinutes(2);

  private final List<Member> members;
  private final RunRecorder recorder;
  private final SpanMerge merge;
  private final long mostWaitingBytes;
  private long merged;
  private long mergedBefore = -1;
  private long movedNanos;

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

  /**
   * Merges what is whole, as far as the run's disk keeps up; to be called again where it does not.
   *
   * @return whether nobody records any more, and all is merged
   */
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
      if (!recorder.takesFromElsewhere()) {
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

  /**
   * That the run's own disk has taken nothing for too long; empty if it does, or nothing is to be
   * written.
   *
   * @param now on this process's monotonic clock, in nanoseconds
   */
  Optional<String> stands(long now) {
    if (recorder.takesFromElsewhere() || merged != mergedBefore) {
      mergedBefore = merged;
      movedNanos = now;
    }
    return now - movedNanos > MOST_STANDING.toNanos()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the run's own disk has taken nothing for %d s, from before interval %d on; look at"
                    + " the disk of its reports, and run again",
                MOST_STANDING.toSeconds(),
                merged + 1))
        : Optional.empty();
  }

  private String tooMuch(long waiting) {
    return members.stream()
        .filter(member -> !member.endedBefore(merged + 1) && !member.hasSpan(merged + 1))
        .findFirst()
        .map(behind -> isBehind(behind, waiting))
        .orElseGet(() -> diskIsBehind(waiting));
  }

  private String diskIsBehind(long waiting) {
    return String.format(
        Locale.ROOT,
        "the run's own disk is behind: intervals from %d on wait for it and take %.0f MB, at most"
            + " %.0f are borne; look at the disk of its reports, or give the run more --heap",
        merged + 1,
        waiting / BYTES_A_MEGABYTE,
        mostWaitingBytes / BYTES_A_MEGABYTE);
  }

  private String isBehind(Member behind, long waiting) {
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
