package dev.holdfast.continuity.owed;

/** Watches that messages are acknowledged in the order in which they were sent. */
public final class OrderOfAcks {

  private long lastOrder = -1;
  private long highestSeq;

  /** Whether this ack may come now; remembers it. */
  public boolean admits(Indeterminate sent, long seq) {
    boolean sentAgain = sent.order() < 0;
    boolean admitted = sentAgain || (sent.order() > lastOrder && (seq <= 0 || seq > highestSeq));
    lastOrder = Math.max(lastOrder, sent.order());
    highestSeq = Math.max(highestSeq, seq);
    return admitted;
  }

  /** Begins anew after a message of that number. */
  public void restart(long seq) {
    lastOrder = -1;
    highestSeq = seq;
  }
}
