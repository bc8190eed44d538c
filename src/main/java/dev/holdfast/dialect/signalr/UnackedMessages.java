package dev.holdfast.dialect.signalr;

import java.util.ArrayDeque;
import java.util.Deque;

/** What one side has sent and the other has not acknowledged, numbered from 1. */
final class UnackedMessages {

  private final Deque<String> messages = new ArrayDeque<>();

  /** The number of the last one that was sent; 0 for none. */
  private long last;

  /** Another is sent. */
  void sent(String message) {
    last++;
    messages.add(message);
  }

  /** All up to that number have come. */
  void acknowledged(long number) {
    while (!messages.isEmpty() && last - messages.size() < number) {
      messages.remove();
    }
  }

  /** What a connection begins with after a loss: from which number on, and the messages again. */
  String again() {
    return HubMessages.sequence(last - messages.size() + 1) + String.join("", messages);
  }

  /** The other side knows nothing any more. */
  void clear() {
    messages.clear();
    last = 0;
  }
}
