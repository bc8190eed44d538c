package dev.holdfast.evidence;

import dev.holdfast.continuity.Judgement;
import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.LedgerEntry;
import dev.holdfast.continuity.Mark;
import dev.holdfast.continuity.Oracle;
import java.util.HashMap;
import java.util.Map;

/**
 * Judges evidence again, by the oracle that is given: the same one gives the same judgements, one
 * with another policy tells what the run would have been under that. Give it all evidence in order.
 * For one thread.
 */
public final class Rejudge {

  private final Oracle oracle;
  private final Map<String, Replay> replays = new HashMap<>();

  /** Judges by this oracle. */
  public Rejudge(Oracle oracle) {
    this.oracle = oracle;
  }

  /** The judgement of this evidence, after all that was given of its session before. */
  public Judgement judge(Evidence evidence) {
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

  /** One session's ledger, and the foreign texts that were seen in it. */
  private static final class Replay {
    private final Map<String, Mark> foreign = new HashMap<>();
    private final Ledger ledger;

    Replay(String sessionId) {
      this.ledger = new Ledger(sessionId, foreign::get);
    }
  }
}
