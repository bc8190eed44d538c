package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.AsOf;
import dev.holdfast.continuity.owed.Indeterminate;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.RestoredContext;
import dev.holdfast.continuity.owed.ToldVersions;
import dev.holdfast.continuity.owed.Turn;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes what rightly came back the new basis of a ledger. What was reported as wrong never becomes
 * one: it would be missed when it is rightly gone again.
 */
final class Adoption {

  private static final Set<Anomaly> STATE_LOST = Anomaly.ofKinds(Adoption::losesState);

  private final LedgerState ledger;
  private final Reconnection came;
  private final Judgement judgement;
  private final Set<Anomaly> seen;

  Adoption(LedgerState ledger, Reconnection came, Judgement judgement) {
    this.ledger = ledger;
    this.came = came;
    this.judgement = judgement;
    this.seen = EnumSet.noneOf(Anomaly.class);
    seen.addAll(judgement.anomalies());
    seen.addAll(judgement.excusedAnomalies());
  }

  void adopt() {
    if (!came.entitled() || came.admission().kind() == Admission.Kind.REFUSED) {
      return;
    }
    RestoredContext restored = RestoredContext.of(came.events());
    String session = restored.greeting() == null ? "" : restored.greeting().sessionId();
    if (judgement.outcome() == Outcome.EXPIRED || hasExpired(restored)) {
      ledger.startClean(session);
    } else if (!ledger.isOf(session)) {
      return;
    }
    ToldVersions wrongVersions = wrongVersions(restored);
    boolean stateLost =
        seen.stream().anyMatch(STATE_LOST::contains)
            || (seen.contains(Anomaly.NOT_EXPIRED) && judgement.gapClass() != GapClass.EXTENDED);
    Set<String> ledCalls = ledCalls(restored);
    if (restored.warned()) {
      ledger.announceUnseenLoss(came.gap());
    }
    LiveEvents pushed = new LiveEvents(ledger, new Findings());
    boolean historyCame = false;
    long told = -1;
    for (ServerEvent event : came.events()) {
      if (event instanceof ServerEvent.History history) {
        if (history(ledger, history, judged(history), true)) {
          historyCame = true;
          told = Math.max(told, history.version());
        }
      } else if (event instanceof ServerEvent.Context context) {
        if (context(ledger, context, stateLost, ledCalls, true)) {
          told = Math.max(told, context.version());
        }
      } else if (event instanceof ServerEvent.Checked checked) {
        told = Math.max(told, checked.version());
      } else {
        pushed.observe(event);
      }
    }
    if (historyCame) {
      ledger.announceUnseenLoss(null);
    }
    if (told >= 0) {
      ledger.rebase(Math.max(told, pushedVersion(came.events())));
    }
    ledger.forgive(wrongVersions);
  }

  /**
   * Whether the session was rightly told to have expired though its return is broken for another
   * reason: then nothing of before is owed any longer.
   */
  private boolean hasExpired(RestoredContext restored) {
    ServerEvent.Status status = restored.status();
    return judgement.gapClass() == GapClass.EXTENDED
        && status != null
        && status.expired()
        && status.cleanSessionStarted()
        && !seen.contains(Anomaly.NOT_EXPIRED);
  }

  /** The versions that came if they were wrong and this or an earlier judgement reported it. */
  private @Nullable ToldVersions wrongVersions(RestoredContext restored) {
    boolean settled = came.agentIdle() && ledger.idle() && !ledger.messages().anyInFlight();
    VersionJudge versions = new VersionJudge(ledger, restored, settled);
    boolean reported =
        versions.faults().isEmpty()
            || seen.stream().anyMatch(each -> each.kind() == Anomaly.Kind.OTHER_VERSION);
    return versions.wrong() && reported ? versions.told() : null;
  }

  private HistoryJudge judged(ServerEvent.History history) {
    HistoryJudge judge = new HistoryJudge(ledger, AsOf.NOW);
    judge.judge(history);
    return judge;
  }

  /** Which tool calls were rightly new, before the history that came closes their turns. */
  private Set<String> ledCalls(RestoredContext restored) {
    ToolCallJudge judge = new ToolCallJudge(ledger, AsOf.NOW, Set.of());
    if (restored.context() != null) {
      judge.judge(restored.context());
    }
    return judge.led();
  }

  /**
   * Adopts a history.
   *
   * @param judge has judged it
   * @param reconnected whether the connection on which messages were in flight is gone, so that
   *     what is not there now has probably not arrived
   * @return whether it was adopted: not if something in it is another user's
   */
  static boolean history(
      LedgerState ledger, ServerEvent.History came, HistoryJudge judge, boolean reconnected) {
    List<Message> messages = came.messages();
    for (int at = ledger.messages().unchangedIn(messages); at < messages.size(); at++) {
      if (ledger.marks().foreignIn(messages.get(at).content()) != null) {
        return false;
      }
    }
    List<Indeterminate> arrived =
        ledger.messages().adopt(came, judge.led(), reconnected, ledger.turns()::isOpen);
    boolean shownSince = ledger.state().covers(came.version());
    for (Indeterminate found : arrived) {
      ledger.state().remember(found.memory(), came.version(), false, false, ledger.messages());
      if (found.replyExpected()) {
        ledger.turns().open(found.message().id(), found.floor());
      }
    }
    if (!judge.answered().isEmpty()) {
      ledger.state().fallBehind(came.version(), !arrived.isEmpty() && !shownSince);
    }
    // On the connection on which it was shown, the push may still be on its way; to a new one
    // nothing is pushed unasked.
    judge.answered().forEach(reconnected ? ledger.turns()::close : ledger.turns()::closeShown);
    for (Turn turn : List.copyOf(ledger.turns().all())) {
      Indeterminate asked = ledger.messages().indeterminate(turn.id());
      if (ledger.messages().rankOf(turn.id()) < 0 && (asked == null || !asked.inFlight())) {
        ledger.turns().close(turn.id());
      }
    }
    long last = 0;
    for (Message message : came.messages()) {
      if (judge.led().contains(message.id())) {
        last = Math.max(last, message.seq());
      }
    }
    ledger.orderOfAcks().restart(last);
    return true;
  }

  /**
   * Adopts a context.
   *
   * @param stateLost whether its memory or workflow was reported as wrong
   * @param ledCalls the ids of tool calls that are rightly new
   * @param reconnected whether it was shown to a new connection
   * @return whether it was adopted: not if something in it is another user's
   */
  static boolean context(
      LedgerState ledger,
      ServerEvent.Context came,
      boolean stateLost,
      Set<String> ledCalls,
      boolean reconnected) {
    Findings foreign = new Findings();
    new MarkJudge(ledger, foreign).judge(came);
    if (!foreign.isEmpty()
        || !ledger.isOf(came.sessionId())
        || !ledger.origin().isOf(came.origin())) {
      return false;
    }
    ledger.origin().adopt(came.origin());
    ledger
        .state()
        .adopt(came.memory(), came.workflow(), came.version(), stateLost, ledger.messages());
    ledger.toolCalls().adopt(came.toolCalls(), came.version(), ledCalls, ledger.turns()::isOpen);
    if (!reconnected) {
      ledger.toolCalls().mayBePushed(ledCalls);
    }
    return true;
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

  private static boolean losesState(Anomaly.Kind kind) {
    return switch (kind) {
      case STATE_GONE, OTHER_VERSION, STRANGER, GIVEN_UP -> true;
      case ITEM_GONE, ITEM_HARMED, OTHER_USER, OUTLIVED, NOT_KEPT_OUT, CONNECTION, TIME -> false;
    };
  }
}
