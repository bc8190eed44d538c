package dev.holdfast.continuity;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes what came back the new basis of a ledger. Another user's data never becomes a basis: it
 * would be missed when it is rightly gone again.
 */
final class Adoption {

  private static final Set<Anomaly> STATE_LOST =
      EnumSet.of(
          Anomaly.LOST_MEMORY,
          Anomaly.LOST_WORKFLOW_STEP,
          Anomaly.TORN_CONTEXT,
          Anomaly.STALE_CONTEXT,
          Anomaly.SESSION_NOT_RECOGNISED,
          Anomaly.EXPIRED_EARLY,
          Anomaly.BLOCKED);

  private final Ledger ledger;
  private final Reconnection came;
  private final Judgement judgement;

  Adoption(Ledger ledger, Reconnection came, Judgement judgement) {
    this.ledger = ledger;
    this.came = came;
    this.judgement = judgement;
  }

  void adopt() {
    if (!came.entitled() || came.admission().kind() == Admission.Kind.REFUSED) {
      return;
    }
    RestoredContext restored = RestoredContext.of(came.events());
    String session = restored.greeting() == null ? "" : restored.greeting().sessionId();
    if (judgement.outcome() == Outcome.EXPIRED) {
      ledger.startClean(session);
    } else if (!ledger.isOf(session)) {
      return;
    }
    boolean stateLost = judgement.anomalies().stream().anyMatch(STATE_LOST::contains);
    LiveEvents pushed = new LiveEvents(ledger, new Findings());
    long told = -1;
    for (ServerEvent event : came.events()) {
      if (event instanceof ServerEvent.History history) {
        history(ledger, history, true);
        told = Math.max(told, history.version());
      } else if (event instanceof ServerEvent.Context context) {
        context(ledger, context, stateLost);
        told = Math.max(told, context.version());
      } else if (event instanceof ServerEvent.Checked checked) {
        told = Math.max(told, checked.version());
      } else {
        pushed.observe(event);
      }
    }
    if (told >= 0) {
      ledger.rebase(Math.max(told, pushedVersion(came.events())));
    }
  }

  /**
   * Adopts a history.
   *
   * @param reconnected whether the connection on which messages were in flight is gone, so that
   *     what is not there now has probably not arrived
   */
  static void history(Ledger ledger, ServerEvent.History came, boolean reconnected) {
    for (Message message : came.messages()) {
      if (ledger.marks().foreignIn(message.content()) != null) {
        return;
      }
    }
    Set<String> answered = answered(ledger, came.messages());
    for (Indeterminate found :
        ledger.messages().adopt(came.messages(), came.version(), reconnected)) {
      if (!ledger.state().covers(came.version())) {
        ledger.state().remember(found.memory(), came.version());
      }
    }
    if (!answered.isEmpty()) {
      ledger.state().fallBehind(came.version());
    }
    answered.forEach(ledger.turns()::close);
    for (Turn turn : List.copyOf(ledger.turns().all())) {
      Indeterminate asked = ledger.messages().indeterminate(turn.id());
      if (ledger.messages().rankOf(turn.id()) < 0 && (asked == null || !asked.inFlight())) {
        ledger.turns().close(turn.id());
      }
    }
    long last = 0;
    for (Message message : came.messages()) {
      last = Math.max(last, message.seq());
    }
    ledger.orderOfAcks().restart(last);
  }

  static void context(Ledger ledger, ServerEvent.Context came, boolean stateLost) {
    Findings foreign = new Findings();
    new MarkJudge(ledger.marks(), foreign).judge(came);
    if (!foreign.isEmpty() || !ledger.isOf(came.sessionId())) {
      return;
    }
    ledger.state().adopt(came.memory(), came.workflow(), came.version(), stateLost);
    ledger.toolCalls().adopt(came.toolCalls(), came.version(), ledger.turns()::isOpen);
  }

  private static Set<String> answered(Ledger ledger, List<Message> came) {
    Set<String> answered = new HashSet<>();
    for (Message message : came) {
      if (message.role() == Role.AGENT && ledger.messages().isNew(message.id())) {
        Turn turn = ledger.turns().answeredBy(message, answered);
        if (turn != null) {
          answered.add(turn.id());
        }
      }
    }
    return answered;
  }

  private static long pushedVersion(List<ServerEvent> events) {
    long highest = -1;
    for (ServerEvent event : events) {
      if (event instanceof ServerEvent.Acked acked) {
        highest = Math.max(highest, acked.version());
      } else if (event instanceof ServerEvent.ToolCalled called) {
        highest = Math.max(highest, called.version());
      } else if (event instanceof ServerEvent.Answered answered) {
        highest = Math.max(highest, answered.version());
      }
    }
    return highest;
  }
}
