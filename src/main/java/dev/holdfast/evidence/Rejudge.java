package dev.holdfast.evidence;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Mark;
import dev.holdfast.continuity.owed.LedgerEntry;
import java.util.HashMap;
import java.util.Map;

/**
 * Judges evidence again, by the oracle that is given: the same one gives the same judgements, one
 * with another policy tells what the run would have been under that. Give it all evidence in order.
 * For one thread; holds the sessions that have begun and not ended.
 */
public final class Rejudge {

  private final Oracle oracle;
  private final Map<String, Replay> replays = new HashMap<>();

  /** Judges by this oracle. */
  public Rejudge(Oracle oracle) {
    this.oracle = oracle;
  }

  /**
   * The judgement of this, after all that was given of its session before; of what was never begun
   * the one that there was.
   */
  public Judgement judge(EvidenceLine.Judged judged) {
    return judged instanceof Evidence evidence ? judge(evidence) : judged.judgement();
  }

  private Judgement judge(Evidence evidence) {
    Replay replay =
        replays.computeIfAbsent(evidence.key(), key -> new Replay(evidence.sessionId()));
    replay.foreign.putAll(evidence.foreign());
    for (LedgerEntry entry : evidence.entries()) {
      replay.ledger.replay(entry);
    }
    Judgement judgement = oracle.judge(replay.ledger, evidence.reconnection());
    replay.ledger.adopt(evidence.reconnection(), judgement);
    return judgement;
  }

  /** That session has ended. */
  public void ended(EvidenceLine.SessionEnd end) {
    replays.remove(end.key());
  }

  /** Sessions that have begun and not ended. */
  int open() {
    return replays.size();
  }

  /** One session's ledger, and the foreign texts that were seen in it. */
  private static final class Replay {
    private final Map<String, Mark> foreign = new HashMap<>();
    private final Ledger ledger;

    Replay(String sessionId) {
      this.ledger = new Ledger(sessionId, foreign::get);
    }
  }
}
