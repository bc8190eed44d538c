package dev.holdfast.continuity;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.owed.AsOf;
import dev.holdfast.continuity.owed.Forgiven;
import dev.holdfast.continuity.owed.Indeterminate;
import dev.holdfast.continuity.owed.LedgerState;
import dev.holdfast.continuity.owed.OwedToolCalls;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares the tool calls that came with those that were shown. */
final class ToolCallJudge {

  private final LedgerState owed;
  private final AsOf asOf;
  private final Set<String> answered;
  private final Set<String> seen = new HashSet<>();
  private final Map<OwedToolCalls.Use, String> uses = new HashMap<>();
  private final Set<String> repeated = new HashSet<>();
  private final Set<String> led = new HashSet<>();
  private final Map<String, Integer> copies = new HashMap<>();
  private final Findings faults = new Findings();
  private final Findings losses = new Findings();
  private final Findings outOfTurn = new Findings();
  private final Map<String, Integer> inTurn = new HashMap<>();
  private int lost;

  /**
   * A judge of one list of tool calls.
   *
   * @param asOf what came later is not missed
   * @param answered the turns in progress whose answer has come, so that their calls are owed
   */
  ToolCallJudge(LedgerState owed, AsOf asOf, Set<String> answered) {
    this.owed = owed;
    this.asOf = asOf;
    this.answered = answered;
  }

  void judge(ServerEvent.Context came) {
    came.toolCalls().forEach(this::call);
    boolean oldestOnly = true;
    for (OwedToolCalls.Shown shown : owed.toolCalls().all()) {
      if (seen.contains(shown.call().id())) {
        oldestOnly = false;
      } else {
        missing(shown, oldestOnly);
      }
    }
    inOrder(came);
  }

  /**
   * Looks whether all calls are there that a turn whose answer has come says it made, whether or
   * not they were shown. Call it after {@link #judge}.
   *
   * @param made how many calls a turn says it made, by its user message
   */
  void complete(Map<String, Integer> made) {
    for (String turn : answered) {
      int told = made.getOrDefault(turn, 0);
      int known = inTurn.getOrDefault(turn, 0);
      if (known < told) {
        lost += told - known;
        losses.add(
            Anomaly.LOST_TOOL_CALL,
            told + " tool calls in turn " + turn + ", as its answer says",
            "fewer");
      }
    }
  }

  Findings faults() {
    return faults;
  }

  Findings losses() {
    return losses;
  }

  /**
   * Calls that are gone though older ones are still there: a server that gives some up begins with
   * the oldest. Nothing where another order was reported before.
   */
  Findings outOfTurn() {
    return owed.toolCalls().forgiven().hasOrder() ? new Findings() : outOfTurn;
  }

  int lost() {
    return lost;
  }

  /** The ids of calls that are rightly there, in addition to those that are owed. */
  Set<String> led() {
    return led;
  }

  private void call(ToolCall came) {
    inTurn.merge(came.turn(), 1, Integer::sum);
    if (owed.marks().foreignIn(came.result()) != null) {
      seen.add(came.id());
      return;
    }
    if (forgiven(came)) {
      return;
    }
    String before = uses.putIfAbsent(new OwedToolCalls.Use(came.turn(), came.tool()), came.id());
    if (!seen.add(came.id()) || before != null) {
      faults.add(Anomaly.REPEATED_TOOL_CALL, "once", "again " + describe(came));
      repeated.add(came.id());
      return;
    }
    OwedToolCalls.Shown known = owed.toolCalls().find(came.id());
    if (known != null) {
      if (!known.call().equals(came)
          && !owed.toolCalls().forgiven().formsOf(came.id()).contains(came)) {
        faults.add(Anomaly.CORRUPTED_MESSAGE, inFull(known.call()), inFull(came));
      }
      return;
    }
    unknown(came);
  }

  /** Whether the call was reported before: as one of nobody, or as one that is there again. */
  private boolean forgiven(ToolCall came) {
    Forgiven<ToolCall> forgiven = owed.toolCalls().forgiven();
    boolean first = !seen.contains(came.id());
    boolean nobodys =
        owed.toolCalls().find(came.id()) == null && forgiven.formsOf(came.id()).contains(came);
    boolean allowed =
        first ? nobodys : copies.merge(came.id(), 1, Integer::sum) <= forgiven.copiesOf(came.id());
    if (allowed) {
      seen.add(came.id());
      repeated.add(came.id());
    }
    return allowed;
  }

  private void unknown(ToolCall came) {
    String shown = owed.toolCalls().sameUse(came);
    if (shown != null) {
      repeated.add(shown);
      faults.add(
          Anomaly.REPEATED_TOOL_CALL, "the call " + shown + " alone", "again as " + describe(came));
    } else if (owed.past().had(came)) {
      faults.add(Anomaly.NOT_EXPIRED, "nothing of what expired", describe(came));
    } else if (owed.toolCalls().returns(came) || honestlyNew(came)) {
      led.add(came.id());
    } else {
      faults.add(Anomaly.UNEXPECTED_MESSAGE, "no such tool call", describe(came));
    }
  }

  /** Whether the call belongs to a turn in progress, or to one whose calls were never shown. */
  private boolean honestlyNew(ToolCall came) {
    String turn = came.turn();
    Indeterminate maybe = owed.messages().indeterminate(turn);
    return owed.turns().isOpen(turn)
        || (maybe != null && maybe.replyExpected())
        || (owed.messages().rankOf(turn) >= 0 && !owed.toolCalls().anyIn(turn));
  }

  private void missing(OwedToolCalls.Shown shown, boolean oldestOnly) {
    String turn = shown.call().turn();
    boolean notYetOwed = owed.turns().isOpen(turn) && !answered.contains(turn);
    if (!asOf.owes(shown.call().id(), shown.version())
        || notYetOwed
        || repeated.contains(shown.call().id())) {
      return;
    }
    lost++;
    inTurn.merge(turn, 1, Integer::sum);
    losses.add(Anomaly.LOST_TOOL_CALL, describe(shown.call()), "nothing");
    if (!oldestOnly) {
      outOfTurn.add(Anomaly.LOST_TOOL_CALL, describe(shown.call()), "nothing, and older ones");
    }
  }

  private void inOrder(ServerEvent.Context came) {
    Map<String, Integer> ranks = owed.toolCalls().ranks();
    Forgiven<ToolCall> forgiven = owed.toolCalls().forgiven();
    boolean forgivenOrder = forgiven.hasOrder();
    ToolCall displaced = null;
    int lastRank = -1;
    int lastPlace = -1;
    for (ToolCall call : came.toolCalls()) {
      Integer rank = ranks.get(call.id());
      if (rank == null || repeated.contains(call.id())) {
        continue;
      }
      displaced = displaced == null && rank < lastRank ? call : displaced;
      lastRank = Math.max(lastRank, rank);
      int place = forgiven.placeOf(call.id(), rank);
      forgivenOrder = forgivenOrder && place > lastPlace;
      lastPlace = place;
    }
    if (displaced != null && !forgivenOrder) {
      faults.add(
          Anomaly.CORRUPTED_MESSAGE, "the order of calls", describe(displaced) + " out of place");
    }
  }

  private static String inFull(ToolCall call) {
    return describe(call) + ", result " + Findings.quote(call.result());
  }

  private static String describe(ToolCall call) {
    return "tool call " + call.id() + " " + call.tool() + " in turn " + call.turn();
  }
}
