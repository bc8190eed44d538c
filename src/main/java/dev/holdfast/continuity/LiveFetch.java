package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.AsOf;
import dev.holdfast.continuity.owed.Fetch;
import dev.holdfast.continuity.owed.LedgerState;
import java.util.Set;

/**
 * Judges and adopts a history or context that the client fetched on an open connection. It may be
 * as of any moment since it was asked for. One that lacks what came meanwhile is judged by what it
 * must have and never adopted: what came meanwhile is owed still.
 */
final class LiveFetch {

  private final LedgerState ledger;
  private final Findings findings;

  LiveFetch(LedgerState ledger, Findings findings) {
    this.ledger = ledger;
    this.findings = findings;
  }

  void observe(ServerEvent event) {
    if (event instanceof ServerEvent.History history) {
      history(history);
    } else if (event instanceof ServerEvent.Context context) {
      context(context);
    }
  }

  private void history(ServerEvent.History came) {
    boolean stale = stale(Fetch.HISTORY, came.version(), "history");
    HistoryJudge judge =
        new HistoryJudge(
            ledger, ledger.asks().asOf(Fetch.HISTORY, came.version(), ledger.version()));
    judge.judge(came);
    findings.addAll(judge.faults());
    findings.addAll(judge.losses());
    if (stale || !judge.lacksNewer()) {
      Adoption.history(ledger, came, judge, false);
    }
    ledger.raise(came.version());
  }

  private void context(ServerEvent.Context came) {
    if (!ledger.isOf(came.sessionId())) {
      findings.add(
          Anomaly.FOREIGN_CONTEXT,
          "context of session " + ledger.sessionId(),
          "context of session " + came.sessionId());
      return;
    }
    ledger.origin().judge(came.origin(), findings);
    boolean stale = stale(Fetch.CONTEXT, came.version(), "context");
    AsOf asOf = ledger.asks().asOf(Fetch.CONTEXT, came.version(), ledger.version());
    ToolCallJudge calls = new ToolCallJudge(ledger, asOf, Set.of());
    calls.judge(came);
    findings.addAll(calls.faults());
    findings.addAll(calls.losses());
    if (!asOf.mayBeOlder()) {
      StateJudge state = new StateJudge(ledger, working(), came.version(), false);
      state.judge(came);
      findings.addAll(state.faults());
      findings.addAll(state.losses());
      boolean stateLost = !state.faults().isEmpty() || !state.losses().isEmpty();
      Adoption.context(ledger, came, stateLost, calls.led(), false);
    } else if (stale) {
      Adoption.context(ledger, came, true, calls.led(), false);
    }
    ledger.raise(came.version());
  }

  private boolean working() {
    return !ledger.idle() || ledger.messages().anyInFlight();
  }

  private boolean stale(Fetch what, long version, String part) {
    long floor = ledger.asks().floor(what, ledger.version());
    boolean stale = version >= 0 && version < floor;
    if (stale) {
      findings.add(
          Anomaly.STALE_CONTEXT, "version " + floor + " at least", part + " of version " + version);
    }
    return stale;
  }
}
