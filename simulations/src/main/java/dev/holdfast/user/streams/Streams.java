package dev.holdfast.user.streams;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.model.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answers about documents that a virtual user's application is joining from their pieces. */
public final class Streams {

  /** Where an answer is cut, as shares of its pieces: at its first piece, and ever later. */
  private static final List<Double> CUTS = List.of(0.0, 0.18, 0.5, 0.83, 0.95);

  private final List<StreamedAnswer> answers = new ArrayList<>();
  private int documents;
  private int usualPieces;

  /** A new round: what was streamed before is of no more interest. */
  public void clear() {
    answers.clear();
  }

  /** The document of the next message. */
  public Document nextDocument() {
    documents++;
    return Document.number(documents);
  }

  /** The answer to that message is to be joined. */
  public void begin(String turn, Document document) {
    answers.add(new StreamedAnswer(turn, document));
  }

  /** The server said something on the open connection. */
  public void heard(ServerEvent event, long now) {
    answers.forEach(answer -> answer.heard(event, now));
  }

  /** An answer came without a cut: others will have about as many pieces. */
  public void learn() {
    usualPieces = answers.get(0).next();
  }

  /** Whether the first answer has come as far as it shall before the cut, or to its end. */
  public boolean isCutDue(int round) {
    StreamedAnswer first = answers.get(0);
    double share = CUTS.get(Math.floorMod(round, CUTS.size()));
    return first.isEnded() || first.next() >= Math.max(1, Math.round(share * usualPieces));
  }

  /** The answers that were cut and whose rest is still to be asked for, oldest first. */
  public List<StreamedAnswer> cut(Ledger ledger) {
    return answers.stream()
        .filter(answer -> !answer.isEnded() && !answer.isResumed() && ledger.acked(answer.turn()))
        .toList();
  }

  /** The answers whose rest was asked for. */
  public List<StreamedAnswer> resumed() {
    return answers.stream().filter(StreamedAnswer::isResumed).toList();
  }

  /** Whether each of these has come to its end. */
  public boolean allEnded() {
    return resumed().stream().allMatch(StreamedAnswer::isEnded);
  }

  /**
   * Whether an event repeats, because the client asked for it, what the history or the context of
   * its return has brought: to the ledger it is no news, nor a fault.
   */
  public boolean repeats(ServerEvent event, Ledger ledger) {
    if (answers.isEmpty()) {
      return false;
    }
    if (event instanceof ServerEvent.Chunk chunk) {
      return isRepeated(chunk.turn(), ledger);
    }
    if (event instanceof ServerEvent.Answered answered) {
      return isRepeated(answered.turn(), ledger);
    }
    return event instanceof ServerEvent.ToolCalled called
        && resumed(called.call().turn()).isPresent()
        && ledger.toolCallHistory().contains(called.call());
  }

  private boolean isRepeated(String turn, Ledger ledger) {
    return resumed(turn).isPresent() && ledger.answered(turn);
  }

  private Optional<StreamedAnswer> resumed(String turn) {
    return answers.stream()
        .filter(answer -> answer.isResumed() && answer.turn().equals(turn))
        .findFirst();
  }
}
