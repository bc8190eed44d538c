package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.LedgerState;
import java.util.Set;

/** Judges and adopts a history or context that the client fetched on an open connection. */
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
    HistoryJudge judge = new HistoryJudge(ledger, asOf(came.version(), "history"));
    judge.judge(came);
    findings.addAll(judge.faults());
    findings.addAll(judge.losses());
    Adoption.history(ledger, came, judge, false);
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
    long asOf = asOf(came.version(), "context");
    ToolCallJudge calls = new ToolCallJudge(ledger, asOf, Set.of());
    calls.judge(came);
    findings.addAll(calls.faults());
    findings.addAll(calls.losses());
    boolean older = asOf != Long.MAX_VALUE;
    boolean stateLost = older;
    if (!older) {
      StateJudge state = new StateJudge(ledger, working(), came.version(), false);
      state.judge(came);
      findings.addAll(state.faults());
      findings.addAll(state.losses());
      stateLost = !state.faults().isEmpty() || !state.losses().isEmpty();
    }
    Adoption.context(ledger, came, stateLost, calls.led(), false);
    ledger.raise(came.version());
  }

  private boolean working() {
    return !ledger.idle() || ledger.messages().anyInFlight();
  }

  private long asOf(long version, String part) {
    if (version < 0 || version >= ledger.version()) {
      return Long.MAX_VALUE;
    }
    findings.add(
        Anomaly.STALE_CONTEXT,
        "version " + ledger.version() + " at least",
        part + " of version " + version);
    return version;
  }
}
