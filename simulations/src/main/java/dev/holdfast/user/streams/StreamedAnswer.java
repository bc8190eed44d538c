package dev.holdfast.user.streams;

import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a client's application joins it from its pieces, as they come, before a cut and
 * after it.
 */
public final class StreamedAnswer {

  private static final long UNSET = Long.MIN_VALUE;

  private final String turn;
  private final Document document;
  private final StringBuilder joined = new StringBuilder();
  private int next;
  private int missing;
  private int twice;
  private @Nullable String answerId;
  private boolean hadBegun;
  private long resumedAt = UNSET;
  private long wentOnAt = UNSET;

  /**
   * An answer of which nothing has come.
   *
   * @param turn the id of the message that it answers
   */
  StreamedAnswer(String turn, Document document) {
    this.turn = turn;
    this.document = document;
  }

  public String turn() {
    return turn;
  }

  /** The number of the first piece that has not come: how many have, where none is missing. */
  public int next() {
    return next;
  }

  /** Whether its end has come. */
  boolean isEnded() {
    return answerId != null;
  }

  boolean isResumed() {
    return resumedAt != UNSET;
  }

  /** The client asks for the rest. */
  public void resume(long now) {
    resumedAt = now;
    hadBegun = next > 0;
  }

  /** Takes a piece, or the end. */
  void heard(ServerEvent event, long now) {
    if (event instanceof ServerEvent.Chunk chunk && chunk.turn().equals(turn)) {
      joined.append(chunk.data());
      count(chunk.number());
      goesOn(now);
    } else if (event instanceof ServerEvent.Answered answered && answered.turn().equals(turn)) {
      answerId = answered.message().id();
      goesOn(now);
    }
  }

  /** How many pieces were left out since it was resumed. */
  public int missing() {
    return missing;
  }

  /** How many pieces came that had come before, since it was resumed. */
  public int twice() {
    return twice;
  }

  /**
   * Whether the time until it went on says how fast a stream is taken up: not if it had not begun
   * before the cut, for it then waits for the session's other turns.
   */
  public boolean isTimed() {
    return hadBegun;
  }

  /**
   * How long it took from asking to the first that came.
   *
   * @param patience counts where nothing came, in nanoseconds
   */
  public long takenUpWithin(long patience) {
    return wentOnAt == UNSET ? patience : wentOnAt - resumedAt;
  }

  /**
   * Whether it has come whole: to its end, joined exactly the answer that the history has, with all
   * of the document that it quotes.
   */
  public boolean isWhole(Iterable<Message> history) {
    if (!isEnded() || !document.isWholeIn(joined.toString())) {
      return false;
    }
    for (Message message : history) {
      if (message.id().equals(answerId)) {
        return message.content().contentEquals(joined);
      }
    }
    return false;
  }

  private void count(int number) {
    if (isResumed() && number > next) {
      missing += number - next;
    } else if (isResumed() && number < next) {
      twice++;
    }
    next = Math.max(next, number + 1);
  }

  private void goesOn(long now) {
    if (isResumed() && wentOnAt == UNSET) {
      wentOnAt = now;
    }
  }
}
