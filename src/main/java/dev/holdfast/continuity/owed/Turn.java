package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;

/** One user message that waits for its answer, and the answer as far as it was streamed. */
public final class Turn {

  private final String id;
  private final long floor;
  private final StringBuilder shown = new StringBuilder();
  private String shownBefore = "";
  private int nextChunk;
  private boolean interrupted;
  private boolean gap;
  private boolean ended;

  /** How much of the answer is known to be there: one character more than was told to go on. */
  private int leastLength;

  Turn(String id, long floor) {
    this.id = id;
    this.floor = floor;
  }

  /** The highest version seen before the turn; nothing of it is committed at an older one. */
  public long floor() {
    return floor;
  }

  public String id() {
    return id;
  }

  void interrupt() {
    interrupted = true;
  }

  /** Takes a chunk; a stream that was cut may go on where it was or begin again. */
  public void chunk(ServerEvent.Chunk chunk, Findings findings) {
    int number = chunk.number();
    if (interrupted && number == 0) {
      shownBefore = shown.length() > shownBefore.length() ? shown.toString() : shownBefore;
      shown.setLength(0);
      nextChunk = 0;
      gap = false;
      ended = false;
    }
    interrupted = false;
    if (number < nextChunk) {
      findings.add(Anomaly.DUPLICATED_MESSAGE, expected(), "chunk " + number + " again");
      return;
    }
    if (number > nextChunk) {
      findings.add(Anomaly.LOST_MESSAGE, expected(), "chunk " + number);
      gap = true;
    }
    nextChunk = number + 1;
    shown.append(chunk.data());
    ended = chunk.then() == ServerEvent.Chunk.Then.END;
    if (chunk.then() == ServerEvent.Chunk.Then.MORE) {
      leastLength = Math.max(leastLength, shown.length() + 1);
    }
  }

  /** The streamed text since a position, for one that looks for marks across chunks. */
  public String shownFrom(int position) {
    return shown.substring(Math.max(0, Math.min(position, shown.length())));
  }

  public int shownLength() {
    return shown.length();
  }

  /** Whether an answer has the text that was streamed of it, and all of it if the end was. */
  public boolean fits(String answer) {
    return answer.length() >= leastLength
        && answer.startsWith(shownBefore)
        && (gap || answer.startsWith(shown.toString()))
        && (gap || !ended || answer.length() == shown.length());
  }

  /** Whether an answer is what was streamed of it, though more was told to follow. */
  public boolean isCutIn(String answer) {
    return answer.length() < leastLength && !gap && shown.toString().startsWith(answer);
  }

  /** Whether an answer that ends an unbroken stream is what was streamed, no more and no less. */
  public boolean completes(String answer) {
    if (interrupted || gap || nextChunk == 0) {
      return fits(answer);
    }
    return answer.length() == shown.length() && fits(answer);
  }

  /** An answer with the text that was streamed of it. */
  public Message asStreamed(Message answer) {
    return new Message(
        answer.seq(), answer.id(), answer.role(), shown.toString(), answer.inReplyTo());
  }

  /** How an answer differs from what was streamed, for a finding. */
  public TextChange changed(String answer) {
    return new TextChange(shown.toString(), answer);
  }

  private String expected() {
    return "chunk " + nextChunk + " of the answer to " + id;
  }
}
