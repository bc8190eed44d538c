package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.AsOf;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.OwedState;
import dev.holdfast.continuity.owed.RestoredContext;
import java.util.Set;

/** Puts together what history, tool calls, memory, workflow and versions each show. */
final class ContentJudge {

  private final LedgerState owed;
  private final boolean working;
  private final boolean lossAllowed;
  private final Findings faults = new Findings();
  private final Findings losses = new Findings();
  private final Findings otherLosses = new Findings();
  private final Findings outOfTurn = new Findings();
  private int lost;
  private int oldest;

  /**
   * A judge of one restored context.
   *
   * @param working whether the agent may have gone on while the client was away
   * @param lossAllowed whether the policy lets items be missing
   */
  ContentJudge(LedgerState owed, boolean working, boolean lossAllowed) {
    this.owed = owed;
    this.working = working;
    this.lossAllowed = lossAllowed;
  }

  void judge(RestoredContext restored) {
    boolean settled = !working && !owed.messages().anyInFlight();
    VersionJudge versions = new VersionJudge(owed, restored, settled);
    HistoryJudge history = new HistoryJudge(owed, AsOf.version(versions.historyAsOf()));
    if (restored.history() != null) {
      history.judge(restored.history());
    }
    ServerEvent.Context context = restored.context();
    if (context == null || !owed.isOf(context.sessionId())) {
      take(versions.faults(), history);
      return;
    }
    boolean wentOn = working || !history.answered().isEmpty();
    boolean older = versions.contextAsOf() != Long.MAX_VALUE;
    StateJudge state = new StateJudge(owed, wentOn, context.version(), lossAllowed);
    if (!older) {
      state.judge(context);
      state.arrived(context, history.arrived(restored.history(), context));
    }
    long asOf = versions.contextAsOf();
    OwedState.State tornFrom = state.tornFrom();
    if (tornFrom != null) {
      asOf = Math.min(asOf, tornFrom.version());
    }
    ToolCallJudge calls = new ToolCallJudge(owed, AsOf.version(asOf), committed(restored, history));
    calls.judge(context);
    if (restored.history() != null) {
      calls.complete(restored.history().callsMade());
    }
    OwedState.State earlier = state.equalTo();
    if (earlier != null && history.endsAt(earlier.version())) {
      faults.addAll(versions.faults());
      faults.addAll(history.faults());
      faults.addAll(calls.faults());
      faults.add(
          Anomaly.STALE_CONTEXT,
          "version " + owed.version(),
          "the whole context of version " + earlier.version());
      return;
    }
    take(versions.faults(), history);
    take(state.faults(), state.losses(), state.lost());
    take(calls.faults(), calls.losses(), calls.lost());
    outOfTurn.addAll(calls.outOfTurn());
  }

  /** What no class of gap excuses. */
  Findings faults() {
    return faults;
  }

  /** What is gone and nothing else: excused where the policy allows it. */
  Findings losses() {
    return losses;
  }

  /** What is gone, without the oldest messages. */
  Findings otherLosses() {
    return otherLosses;
  }

  /** Messages and tool calls that are gone though older ones of their kind are still there. */
  Findings outOfTurn() {
    return outOfTurn;
  }

  /** How many of the oldest messages are gone: what a server gives up first. */
  int oldest() {
    return oldest;
  }

  /** How many items are gone. */
  int lost() {
    return lost;
  }

  private void take(Findings versionFaults, HistoryJudge history) {
    faults.addAll(versionFaults);
    faults.addAll(history.faults());
    losses.addAll(history.losses());
    otherLosses.addAll(history.otherLosses());
    lost += history.lost();
    outOfTurn.addAll(history.outOfTurn());
    oldest = history.oldest();
  }

  private void take(Findings faultsOfPart, Findings lossesOfPart, int lostInPart) {
    faults.addAll(faultsOfPart);
    losses.addAll(lossesOfPart);
    otherLosses.addAll(lossesOfPart);
    lost += lostInPart;
  }

  /** The turns whose answer came, and whose tool calls must be in a context that is no older. */
  private static Set<String> committed(RestoredContext restored, HistoryJudge history) {
    if (restored.history() == null || restored.context() == null) {
      return Set.of();
    }
    long ofHistory = restored.history().version();
    long ofContext = restored.context().version();
    boolean contextIsOlder = ofHistory >= 0 && ofContext >= 0 && ofContext < ofHistory;
    return contextIsOlder ? Set.of() : history.answered();
  }
}
