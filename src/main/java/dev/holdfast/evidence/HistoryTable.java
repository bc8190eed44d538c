package dev.holdfast.evidence;

import dev.holdfast.continuity.model.Message;
import java.util.ArrayList;
import java.util.List;

/** The last history of a session's evidence, so that the next one need only tell how it goes on. */
final class HistoryTable {

  private List<Message> last = List.of();

  /** With how many messages that are the very same objects a history begins as the last one did. */
  int follow(List<Message> history) {
    int most = Math.min(last.size(), history.size());
    int same = 0;
    while (same < most && last.get(same).isVery(history.get(same))) {
      same++;
    }
    last = history;
    return same;
  }

  /**
   * The history that begins as the last one did, and goes on otherwise.
   *
   * @param same with how many messages it begins as that did
   * @throws IllegalArgumentException if that had fewer
   */
  List<Message> follow(int same, List<Message> others) {
    if (same < 0 || same > last.size()) {
      throw new IllegalArgumentException(
          "a history can begin with at most the "
              + last.size()
              + " messages of the one before, got: "
              + same);
    }
    List<Message> history = new ArrayList<>(last.subList(0, same));
    history.addAll(others);
    last = history;
    return history;
  }
}
