package dev.holdfast.evidence;

import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Mark;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.owed.LedgerEntry;
import dev.holdfast.measure.Cohorts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One judgement and all that led to it since the one before.
 *
 * @param key names the virtual user within the run
 * @param sessionId the session's public name when its ledger began; may be empty
 * @param entries what happened to the ledger since the judgement before
 * @param foreign the texts since then that carry another user's mark, each with that mark: the
 *     run's secret, which would tell, is not on disk
 * @param reconnection what was judged
 * @param judgement how it was judged
 * @param countedIn the cohorts that it was counted in; null where only what was found counts
 */
public record Evidence(
    String key,
    String sessionId,
    List<LedgerEntry> entries,
    Map<String, Mark> foreign,
    Reconnection reconnection,
    Judgement judgement,
    @Nullable Cohorts countedIn)
    implements EvidenceLine.Judged {

  /** Copies the collections. */
  public Evidence {
    entries = List.copyOf(entries);
    foreign = Map.copyOf(foreign);
  }
}
