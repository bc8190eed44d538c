package dev.holdfast.continuity;

import java.util.HashSet;
import java.util.Set;

/** Compares a history that came with the one that is owed: one pass over each. */
final class HistoryJudge {

  private final Ledger owed;
  private final long asOf;
  private final boolean[] seen;
  private final Set<String> others = new HashSet<>();
  private final Set<String> answered = new HashSet<>();
  private final Set<String> early = new HashSet<>();
  private final Findings faults = new Findings();
  private final Findings losses = new Findings();
  private int floor;
  private long lastSeq;
  private int lost;
  private long oldestLost = Long.MAX_VALUE;
  private long newestKept = -1;
  private String renumbered = "";

  /**
   * A judge of one history.
   *
   * @param asOf the version that the history claims to be, if that is older than what is owed: what
   *     came later is not missed; else {@link Long#MAX_VALUE}
   */
  HistoryJudge(Ledger owed, long asOf) {
    this.owed = owed;
    this.asOf = asOf;
    this.seen = new boolean[owed.messages().size()];
  }

  void judge(ServerEvent.History came) {
    came.messages().forEach(this::message);
    answered.forEach(this::question);
    for (int rank = 0; rank < seen.length; rank++) {
      if (!seen[rank]) {
        missing(owed.messages().at(rank));
      }
    }
    if (faults.isEmpty() && lost == 0 && !renumbered.isEmpty()) {
      faults.add(Anomaly.REORDERED_MESSAGE, "the number it was given", renumbered);
    }
  }

  /** What no class of gap excuses. */
  Findings faults() {
    return faults;
  }

  /** Messages that are gone, and nothing stands in their place. */
  Findings losses() {
    return losses;
  }

  int lost() {
    return lost;
  }

  /** Turns in progress whose answer has come. */
  Set<String> answered() {
    return answered;
  }

  /** Whether the history simply ends where an older one of that version would. */
  boolean endsAt(long version) {
    return lost > 0 && oldestLost > version && newestKept < oldestLost;
  }

  private void message(Message came) {
    if (owed.marks().foreignIn(came.content()) != null) {
      standsForeign(came);
      return;
    }
    int rank = owed.messages().rankOf(came.id());
    Indeterminate maybe = owed.messages().indeterminate(came.id());
    if (rank >= 0) {
      owed(came, rank);
    } else if (maybe != null) {
      if (once(came)) {
        same(maybe.message(), came);
        inOrder(came, floor, maybe.after());
      }
    } else if (came.role() == Role.AGENT && answers(came)) {
      if (once(came)) {
        inOrder(came, floor, floor);
      }
    } else if (others.contains(came.id()) || owed.messages().knowsText(came.content())) {
      faults.add(Anomaly.DUPLICATED_MESSAGE, "once", "again as " + describe(came));
    } else {
      faults.add(Anomaly.UNEXPECTED_MESSAGE, "no such message", describe(came));
    }
  }

  /** The marks are judged elsewhere; here the message only takes the place of what it displaced. */
  private void standsForeign(Message came) {
    int rank = owed.messages().rankOf(came.id());
    if (rank >= 0) {
      seen[rank] = true;
    }
  }

  private void owed(Message came, int rank) {
    if (seen[rank]) {
      faults.add(Anomaly.DUPLICATED_MESSAGE, "once", "again " + describe(came));
      same(owed.messages().at(rank).message(), came);
      return;
    }
    seen[rank] = true;
    Owed known = owed.messages().at(rank);
    newestKept = Math.max(newestKept, known.version());
    same(known.message(), came);
    inOrder(came, rank, rank + 1);
    if (known.message().seq() > 0 && came.seq() > 0 && known.message().seq() != came.seq()) {
      renumbered = "number " + came.seq() + " on " + describe(known.message());
    }
  }

  private boolean once(Message came) {
    boolean first = others.add(came.id());
    if (!first) {
      faults.add(Anomaly.DUPLICATED_MESSAGE, "once", "again " + describe(came));
    }
    return first;
  }

  private void same(Message known, Message came) {
    boolean sameQuestion =
        known.inReplyTo() == null
            || came.inReplyTo() == null
            || known.inReplyTo().equals(came.inReplyTo());
    if (known.role() != came.role() || !sameQuestion || !known.content().equals(came.content())) {
      faults.add(Anomaly.CORRUPTED_MESSAGE, describe(known), describe(came));
    }
  }

  /**
   * Watches the order.
   *
   * @param at the place of the message in the owed order, or the next free one
   * @param next the first place in the owed order that may follow it
   */
  private void inOrder(Message came, int at, int next) {
    // An owed message with its owed number is in order if its place is, whatever the numbers say.
    boolean numberedBack = at == floor && next <= floor && came.seq() > 0 && came.seq() <= lastSeq;
    if (at < floor || numberedBack) {
      faults.add(
          Anomaly.REORDERED_MESSAGE, "the order it was shown in", describe(came) + " out of place");
    }
    floor = Math.max(floor, next);
    lastSeq = Math.max(lastSeq, came.seq());
  }

  /** Whether a message of the agent is the one answer that a turn in progress may have got. */
  private boolean answers(Message came) {
    Turn turn = owed.turns().answeredBy(came, answered);
    if (turn != null) {
      if (!turn.fits(came.content())) {
        faults.add(
            Anomaly.CORRUPTED_MESSAGE, "an answer that begins " + turn.streamed(), describe(came));
      }
      return answer(turn.id());
    }
    String question = came.inReplyTo();
    Indeterminate asked = question == null ? null : owed.messages().indeterminate(question);
    return asked != null
        && asked.replyExpected()
        && !answered.contains(asked.message().id())
        && answer(asked.message().id());
  }

  private boolean answer(String turn) {
    int rank = owed.messages().rankOf(turn);
    if (rank >= 0 ? !seen[rank] : !others.contains(turn)) {
      early.add(turn);
    }
    return answered.add(turn);
  }

  private void question(String turn) {
    int rank = owed.messages().rankOf(turn);
    boolean there = rank >= 0 ? seen[rank] : others.contains(turn);
    if (there && early.contains(turn)) {
      faults.add(
          Anomaly.REORDERED_MESSAGE,
          "an answer after its question",
          "the answer to " + turn + " before it");
    } else if (!there && rank < 0) {
      faults.add(
          Anomaly.UNEXPECTED_MESSAGE,
          "an answer after its question",
          "an answer to " + turn + ", which is not there");
    }
  }

  private void missing(Owed gone) {
    if (gone.version() > asOf) {
      return;
    }
    lost++;
    oldestLost = Math.min(oldestLost, gone.version());
    losses.add(Anomaly.LOST_MESSAGE, describe(gone.message()), "nothing");
  }

  private static String describe(Message message) {
    return message.role().id()
        + " message "
        + message.id()
        + " "
        + Findings.quote(message.content());
  }
}
