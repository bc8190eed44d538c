package dev.holdfast.dialect.holdfast;

import dev.holdfast.continuity.model.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One frame's history while it is read: the messages that were known before, then those that are
 * new. Used once.
 */
final class HistoryReading {

  private static final int SOME = 16;

  private final String text;
  private final int start;
  private final int leftOut;
  private final List<Message> known;
  private int[] ends;
  private int[] calls;
  private final SortedMap<String, Integer> callsMade;
  private int arrays;

  /**
   * A reading.
   *
   * @param text what is to be read: the frame without its known messages
   * @param start where its messages begin
   * @param leftOut how many characters of the frame are missing there
   * @param known the messages that these were
   * @param ends behind each of these in the frame, from {@code start} on
   * @param calls how many tool calls each of these tells
   * @param callsMade the same by the user message that was answered
   */
  HistoryReading(
      String text,
      int start,
      int leftOut,
      List<Message> known,
      int[] ends,
      int[] calls,
      SortedMap<String, Integer> callsMade) {
    this.text = text;
    this.start = start;
    this.leftOut = leftOut;
    this.known = known;
    this.ends = ends;
    this.calls = calls;
    this.callsMade = callsMade;
  }

  /** One of a frame of which nothing is known. */
  static HistoryReading whole(String text) {
    return from(text, 0);
  }

  /** The same where the place is known at which its messages begin. */
  static HistoryReading from(String text, int start) {
    return new HistoryReading(text, start, 0, List.of(), new int[0], new int[0], new TreeMap<>());
  }

  /** Notes how many tool calls a message tells. */
  static void count(Message message, int calls, SortedMap<String, Integer> made) {
    if (message.inReplyTo() != null && calls > 0) {
      made.put(message.inReplyTo(), calls);
    }
  }

  /** What is to be read. */
  String text() {
    return text;
  }

  /** Whether all that was read stood in one array. */
  boolean isOnly() {
    return arrays == 1;
  }

  /** Reads the array that the cursor stands on; where a frame has several, the last one counts. */
  List<Message> messages(JsonCursor json) throws IOException {
    json.enterArray();
    List<Message> messages = new ArrayList<>(arrays == 0 ? known : List.of());
    arrays++;
    while (json.nextElement()) {
      json.enter();
      MessageFields fields = new MessageFields();
      Message message = fields.read(json);
      count(message, fields.calls(), callsMade);
      note(messages.size(), json.behind() + leftOut - start, fields.calls());
      messages.add(message);
    }
    ends = Arrays.copyOf(ends, messages.size());
    calls = Arrays.copyOf(calls, messages.size());
    return messages;
  }

  private void note(int at, int end, int callsOfIt) {
    if (at >= ends.length) {
      ends = Arrays.copyOf(ends, at + SOME);
      calls = Arrays.copyOf(calls, at + SOME);
    }
    ends[at] = end;
    calls[at] = callsOfIt;
  }

  int[] ends() {
    return ends;
  }

  int[] calls() {
    return calls;
  }

  SortedMap<String, Integer> callsMade() {
    return callsMade;
  }
}
