package dev.holdfast.backend.agent;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import java.util.List;

/** A turn that waits or is in progress, and the one who hears it: whoever asked last. */
final class TurnInHand {
  private final StoredMessage message;
  private final int incarnation;
  private TurnListener hearer;
  private int from;
  private List<String> pieces = List.of();
  private int produced;
  private volatile boolean over;

  /**
   * A turn that is not begun.
   *
   * @param message what it answers
   * @param incarnation which beginning of the session's context it belongs to
   * @param from the first piece that is to be heard
   */
  TurnInHand(StoredMessage message, int incarnation, TurnListener hearer, int from) {
    this.message = message;
    this.incarnation = incarnation;
    this.hearer = hearer;
    this.from = from;
  }

  StoredMessage message() {
    return message;
  }

  String id() {
    return message.id();
  }

  int incarnation() {
    return incarnation;
  }

  /** It begins: these are the pieces of its answer. */
  synchronized void begin(List<String> newPieces) {
    pieces = newPieces;
  }

  /** The next piece is there. */
  synchronized void produce(int number, String data) {
    produced = number + 1;
    if (number >= from) {
      hearer.chunk(id(), number, data, number == pieces.size() - 1);
    }
  }

  /**
   * Gives it another listener, who hears at once what was produced from a piece on, and then the
   * rest; the one before hears no more.
   *
   * @return false if it has ended, and so is to be read in the context
   */
  synchronized boolean hear(TurnListener listener, int next) {
    if (over) {
      return false;
    }
    for (int number = next; number < produced; number++) {
      listener.chunk(id(), number, pieces.get(number), number == pieces.size() - 1);
    }
    hearer = listener;
    from = next;
    return true;
  }

  /** Whether it is still to be committed. */
  synchronized boolean wanted() {
    return hearer.wants(id());
  }

  /** What is stored of it, now that it has come to its end. */
  synchronized AgentContext stored(AgentContext after) {
    return hearer.stored(id(), pieces, after);
  }

  /** It ends, and is committed. */
  synchronized void complete(StoredMessage answer, ToolInvocation call, AgentContext after) {
    over = true;
    hearer.completed(id(), answer, call, after);
  }

  /** Whether it has ended: who has heard its answer must find it so. */
  boolean isOver() {
    return over;
  }

  /** It ends, whether or not anything came of it. */
  synchronized void end() {
    over = true;
  }
}
