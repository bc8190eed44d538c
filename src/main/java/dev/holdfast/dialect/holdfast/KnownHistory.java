package dev.holdfast.dialect.holdfast;

import dev.holdfast.continuity.model.Message;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The history that a session was told last. Where the next one begins with the very same text, its
 * messages are the very same objects, and are not read again: most of a return's history was told
 * by the return before.
 *
 * <p>Only a frame that is written as the protocol's examples are, type and id before the payload
 * and no blanks, is compared; any other is read whole. What is left of a frame once its known
 * messages are taken out is read as strictly as the whole frame. Forgets where memory is short.
 * Mutable, for one thread at a time.
 */
final class KnownHistory {

  private static final String BEFORE_ID = "{\"type\":\"conversation_history\",\"id\":\"";
  private static final String BEFORE_MESSAGES = "\",\"payload\":{\"history\":[";
  private static final int UNUSUAL = -1;

  private SoftReference<Told> last = new SoftReference<>(null);

  /**
   * A history and where each of its messages ends in its frame.
   *
   * @param text the frame
   * @param start where its first message begins
   * @param ends behind each message, from {@code start} on
   * @param calls how many tool calls each message tells
   * @param callsMade the same by the user message that was answered
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Told(
      String text,
      int start,
      List<Message> messages,
      int[] ends,
      int[] calls,
      SortedMap<String, Integer> callsMade) {

    /** With how many of these messages another frame begins as well, character by character. */
    int sameIn(String other, int otherStart) {
      int same = 0;
      int from = 0;
      while (same < ends.length
          && text.regionMatches(start + from, other, otherStart + from, ends[same] - from)) {
        from = ends[same];
        same++;
      }
      return same;
    }

    SortedMap<String, Integer> callsOf(int first) {
      if (first == ends.length) {
        return new TreeMap<>(callsMade);
      }
      SortedMap<String, Integer> made = new TreeMap<>();
      for (int at = 0; at < first; at++) {
        HistoryReading.count(messages.get(at), calls[at], made);
      }
      return made;
    }
  }

  /** Begins to read a frame. */
  HistoryReading begin(String text) {
    int start = startOf(text);
    Told told = last.get();
    if (start == UNUSUAL) {
      return HistoryReading.whole(text);
    }
    int same = told == null ? 0 : told.sameIn(text, start);
    if (told == null || same == 0) {
      return HistoryReading.from(text, start);
    }
    int rest = start + told.ends()[same - 1];
    if (text.startsWith(",{", rest)) {
      rest++;
    } else if (!text.startsWith("]", rest)) {
      return HistoryReading.from(text, start);
    }
    return new HistoryReading(
        text.substring(0, start) + text.substring(rest),
        start,
        rest - start,
        told.messages().subList(0, same),
        Arrays.copyOf(told.ends(), same),
        Arrays.copyOf(told.calls(), same),
        told.callsOf(same));
  }

  /** The frame was read, and told this history. */
  void told(String text, HistoryReading reading, List<Message> messages) {
    int start = startOf(text);
    if (start != UNUSUAL && reading.isOnly()) {
      last =
          new SoftReference<>(
              new Told(
                  text, start, messages, reading.ends(), reading.calls(), reading.callsMade()));
    }
  }

  /** Whether a frame may be a history that is written as usual. */
  static boolean isUsual(String text) {
    return text.startsWith(BEFORE_ID);
  }

  private static int startOf(String text) {
    if (!isUsual(text)) {
      return UNUSUAL;
    }
    int at = BEFORE_ID.length();
    while (at < text.length() && isOfId(text.charAt(at))) {
      at++;
    }
    return text.startsWith(BEFORE_MESSAGES, at) ? at + BEFORE_MESSAGES.length() : UNUSUAL;
  }

  private static boolean isOfId(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }
}
