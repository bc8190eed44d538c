package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.is;
import static dev.holdfast.continuity.Verdicts.preserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** One wrong return is reported once, whether the next is right again or the wrong stays. */
class ForgivenessTest {

  private final Talk talk = new Talk();

  ForgivenessTest() {
    for (int turn = 1; turn <= 4; turn++) {
      turn();
    }
  }

  private void turn() {
    int turn = talk.server.now().history().size();
    talk.turn(new Memory(Map.of("p" + turn, "v"), Map.of()));
  }

  private Judgement returning(UnaryOperator<Snapshot> harm) {
    return talk.comingBackWith(harm.apply(talk.server.now())).done();
  }

  private void right() {
    preserved(talk.comingBack().done());
  }

  /** Wrong, right, wrong and staying so while the talk goes on, right, another wrong. */
  private void reportedOnce(
      UnaryOperator<Snapshot> harm, UnaryOperator<Snapshot> another, Anomaly by) {
    reportedOnce(this::turn, harm, another, by);
  }

  private void reportedOnce(
      Runnable goOn, UnaryOperator<Snapshot> harm, UnaryOperator<Snapshot> another, Anomaly by) {
    broken(returning(harm), by);
    right();
    turn();
    right();
    broken(returning(harm), by);
    turn();
    right();
    broken(returning(harm), by);
    preserved(returning(harm));
    preserved(returning(harm));
    goOn.run();
    preserved(returning(harm));
    broken(returning(snapshot -> another.apply(harm.apply(snapshot))), by);
    right();
    talk.say(Memory.EMPTY, false);
    right();
    broken(returning(another), by);
    right();
  }

  private static UnaryOperator<Snapshot> inventing(String id) {
    return snapshot ->
        snapshot.withHistory(
            list -> {
              list.add(8, new Message(9, id, Role.AGENT, "Nobody asked. " + id, "nothing-" + id));
              return list;
            });
  }

  @Test
  void anInventedMessageIsNeverOwed() {
    reportedOnce(inventing("nobody-1"), inventing("nobody-2"), Anomaly.UNEXPECTED_MESSAGE);
  }

  @Test
  void anAckAfterAnInventedMessageMayHaveItsNumber() {
    broken(
        returning(now -> now.adding(new Message(9, "nobody", Role.AGENT, "Nobody asked.", "none"))),
        Anomaly.UNEXPECTED_MESSAGE);
    turn();

    right();
    assertThat(talk.ledger.history()).isEqualTo(talk.server.now().history());
    assertThat(talk.ledger.checkable()).isTrue();
  }

  private static UnaryOperator<Snapshot> duplicating(int at) {
    return snapshot ->
        snapshot.withHistory(
            list -> {
              list.add(at, list.get(at));
              return list;
            });
  }

  @Test
  void aMessageThatStandsTwiceIsOwedOnce() {
    reportedOnce(duplicating(2), duplicating(6), Anomaly.DUPLICATED_MESSAGE);
  }

  private static UnaryOperator<Snapshot> swapping(int at) {
    return snapshot ->
        snapshot.withHistory(
            list -> {
              Message first = list.get(at);
              Message second = list.get(at + 1);
              list.set(at, numbered(second, first.seq()));
              list.set(at + 1, numbered(first, second.seq()));
              return list;
            });
  }

  private static Message numbered(Message message, long seq) {
    return new Message(seq, message.id(), message.role(), message.content(), message.inReplyTo());
  }

  @Test
  void anotherOrderIsNeverOwed() {
    reportedOnce(swapping(1), swapping(4), Anomaly.REORDERED_MESSAGE);
  }

  private static UnaryOperator<Snapshot> corrupting(int at) {
    return snapshot -> {
      Message good = snapshot.history().get(at);
      return snapshot.withMessage(
          at,
          new Message(
              good.seq(), good.id(), good.role(), good.content() + "\ufffd", good.inReplyTo()));
    };
  }

  @Test
  void aCorruptedTextIsNeverOwed() {
    reportedOnce(corrupting(3), corrupting(5), Anomaly.CORRUPTED_MESSAGE);
  }

  private static UnaryOperator<Snapshot> repeating(int at) {
    return snapshot ->
        snapshot.withCalls(
            calls -> {
              ToolCall call = calls.get(at);
              calls.add(new ToolCall(call.id() + "-2", call.turn(), call.tool(), call.result()));
              return calls;
            });
  }

  @Test
  void aRepeatedToolCallIsNeverOwed() {
    reportedOnce(repeating(1), repeating(3), Anomaly.REPEATED_TOOL_CALL);
  }

  private static UnaryOperator<Snapshot> callingTwice(int at) {
    return snapshot ->
        snapshot.withCalls(
            calls -> {
              calls.add(at, calls.get(at));
              return calls;
            });
  }

  @Test
  void aToolCallThatStandsTwiceIsOwedOnce() {
    reportedOnce(callingTwice(1), callingTwice(3), Anomaly.REPEATED_TOOL_CALL);
  }

  private static UnaryOperator<Snapshot> swappingCalls(int at) {
    return snapshot ->
        snapshot.withCalls(
            calls -> {
              calls.add(at, calls.remove(at + 1));
              return calls;
            });
  }

  @Test
  void anotherOrderOfToolCallsIsNeverOwed() {
    reportedOnce(swappingCalls(0), swappingCalls(2), Anomaly.CORRUPTED_MESSAGE);
  }

  private static UnaryOperator<Snapshot> losingCall(int at) {
    return snapshot ->
        snapshot.withCalls(
            calls -> {
              calls.remove(at);
              return calls;
            });
  }

  @Test
  void aLostToolCallIsReportedOnce() {
    reportedOnce(losingCall(0), losingCall(1), Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void aLostMessageIsReportedOnce() {
    reportedOnce(now -> now.without(2), now -> now.without(3), Anomaly.LOST_MESSAGE);
  }

  private static UnaryOperator<Snapshot> losingEntry(String key) {
    return snapshot ->
        snapshot.withPreferences(
            map -> {
              map.remove(key);
              return map;
            });
  }

  @Test
  void aLostEntryIsReportedOnce() {
    // An answer would show the entry again, so that it is owed anew.
    reportedOnce(
        () -> talk.say(new Memory(Map.of("x", "y"), Map.of()), false),
        losingEntry("p0"),
        losingEntry("p2"),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void anEmptyContextIsReportedOnceAndItsReturnIsNeitherTornNorStale() {
    UnaryOperator<Snapshot> empty = now -> Snapshot.FRESH.withVersion(now.version());
    Anomaly[] all = {
      Anomaly.LOST_MESSAGE, Anomaly.LOST_MEMORY, Anomaly.LOST_WORKFLOW_STEP, Anomaly.LOST_TOOL_CALL
    };
    broken(returning(empty), all);
    right();
    broken(returning(empty), all);
    talk.say(new Memory(Map.of("x", "y"), Map.of()), false);
    right();
    broken(returning(empty), all);
    talk.say(new Memory(Map.of("z", "y"), Map.of()), true);
    right();
    talk.server.finishTurn();
    right();
    broken(returning(empty), all);
    preserved(returning(empty));
    preserved(returning(empty));
    turn();
    right();
    broken(returning(now -> now.without(0)), Anomaly.LOST_MESSAGE);
  }

  @Test
  void anEmptyContextWhileATurnIsInProgressIsReportedOnce() {
    talk.say(Memory.EMPTY, true);
    Snapshot empty = Snapshot.FRESH.withVersion(talk.server.now().version());
    assertThat(talk.comingBackWith(empty).done().kept()).isFalse();
    right();
    assertThat(talk.ledger.idle()).isFalse();
    talk.server.finishTurn();
    right();
    assertThat(talk.ledger.idle()).isTrue();

    talk.say(Memory.EMPTY, true);
    Snapshot emptyAgain = Snapshot.FRESH.withVersion(talk.server.now().version());
    assertThat(talk.comingBackWith(emptyAgain).done().kept()).isFalse();
    talk.server.finishTurn();
    right();
  }

  @Test
  void aServerThatLostItAllAndGoesOnIsReportedOnce() {
    assertThat(returning(now -> Snapshot.FRESH).kept()).isFalse();
    talk.server.restart(Snapshot.FRESH);
    right();
    turn();
    right();
    talk.say(new Memory(Map.of("x", "y"), Map.of()), false);
    right();
    broken(returning(now -> now.without(0)), Anomaly.LOST_MESSAGE);
    right();
    broken(returning(now -> now.withMemory(Memory.EMPTY)), Anomaly.LOST_MEMORY);
    right();
  }

  private static Snapshot showingAnother(Snapshot now) {
    Message mine = new Message(1, "m-1", Role.USER, Talk.STRANGER.mark("mine", 1), null);
    return now.withHistory(list -> List.of(mine));
  }

  @Test
  void anothersHistoryIsReportedAsOftenAsItIsShownAndLeavesTheOwedOne() {
    broken(returning(ForgivenessTest::showingAnother), Anomaly.FOREIGN_CONTEXT);
    right();
    broken(returning(ForgivenessTest::showingAnother), Anomaly.FOREIGN_CONTEXT);
    broken(returning(ForgivenessTest::showingAnother), Anomaly.FOREIGN_CONTEXT);
    turn();
    right();
    broken(returning(now -> now.without(1)), Anomaly.LOST_MESSAGE);
  }

  @Test
  void aLossAnnouncedWhereNoHistoryCameIsNoAnomalyAtTheNextReturn() {
    for (int turn = 0; turn < 6; turn++) {
      turn();
    }
    Snapshot trimmed = talk.server.now().without(0).without(0);
    Snapshot given = trimmed.withVersion(trimmed.version() + 1);
    broken(
        talk.comingBackWith(given).after(Talk.MEDIUM).warned().history(null).done(),
        Anomaly.NO_ANSWER);
    is(Outcome.DEGRADED, talk.comingBackWith(given).done());
    preserved(talk.comingBackWith(given).done());
    broken(talk.comingBackWith(given.without(0)).done(), Anomaly.LOST_MESSAGE);

    ServerEvent another = showingAnother(given).historyEvent();
    broken(
        talk.comingBackWith(given).after(Talk.MEDIUM).warned().history(another).done(),
        Anomaly.FOREIGN_CONTEXT);
    is(Outcome.DEGRADED, talk.comingBackWith(given.without(0).without(0)).done());
    broken(
        talk.comingBackWith(given.without(0).without(0).without(0)).done(), Anomaly.LOST_MESSAGE);
  }

  @Test
  void anAnnouncedLossIsNoExcuseForMoreAndNotReportedWithIt() {
    for (int turn = 0; turn < 6; turn++) {
      turn();
    }
    Snapshot trimmed = talk.server.now().without(0).without(0);

    is(Outcome.DEGRADED, talk.comingBackWith(trimmed).after(Talk.MEDIUM).warned().judgement());
    broken(
        talk.comingBackWith(losingCall(1).apply(trimmed)).after(Talk.MEDIUM).warned().judgement(),
        Anomaly.LOST_TOOL_CALL);
    broken(
        talk.comingBackWith(losingCall(1).apply(trimmed)).after(Talk.MEDIUM).judgement(),
        Anomaly.LOST_MESSAGE,
        Anomaly.LOST_TOOL_CALL);
    broken(
        talk.comingBackWith(trimmed.without(0)).after(Talk.MEDIUM).warned().judgement(),
        Anomaly.LOST_MESSAGE);
    Judgement other =
        talk.comingBackWith(trimmed.without(5)).after(Talk.MEDIUM).warned().judgement();
    broken(other, Anomaly.LOST_MESSAGE);
    assertThat(other.findings()).hasSize(1);
  }

  @Test
  void whatIsWronglyPushedIsNeverOwed() {
    ToolCall call = talk.server.now().calls().get(3);
    talk.hear(
        new ServerEvent.ToolCalled(
            new ToolCall("again", call.turn(), call.tool(), "r"), talk.server.now().version()));
    talk.hear(
        new ServerEvent.Answered(
            "nobody",
            new Message(9, "phantom", Role.AGENT, "Nobody asked.", "nobody"),
            talk.server.now().version(),
            null,
            null));

    broken(talk.comingBack().done(), Anomaly.REPEATED_TOOL_CALL, Anomaly.UNEXPECTED_MESSAGE);
    right();
  }
}
