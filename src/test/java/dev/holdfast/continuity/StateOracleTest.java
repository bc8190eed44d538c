package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.preserved;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Versions, memory, workflow and tool calls that are not what they were. */
class StateOracleTest {

  private final Talk talk = Talk.afterTurns(3);
  private final Snapshot now = talk.server.now();

  private Judgement shown(Snapshot snapshot) {
    return talk.comingBackWith(snapshot).judgement();
  }

  @Test
  void anOlderVersionWithItsOwnContentIsStaleAndNothingElse() {
    Talk longer = Talk.afterTurns(2);
    Snapshot older = longer.server.now();
    longer.turn(Memory.EMPTY);

    broken(longer.comingBackWith(older).judgement(), Anomaly.STALE_CONTEXT);
  }

  @Test
  void whatTheOlderVersionHadMustStillBeThere() {
    Talk longer = Talk.afterTurns(2);
    Snapshot older = longer.server.now();
    longer.turn(Memory.EMPTY);

    broken(
        longer.comingBackWith(older.without(1)).judgement(),
        Anomaly.STALE_CONTEXT,
        Anomaly.LOST_MESSAGE);
    broken(
        longer.comingBackWith(older.withCalls(calls -> calls.subList(1, 2))).judgement(),
        Anomaly.STALE_CONTEXT,
        Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void anOlderContextUnderTheNewVersionIsStale() {
    Talk longer = Talk.afterTurns(2);
    Snapshot older = longer.server.now();
    longer.turn(Memory.EMPTY);

    broken(
        longer.comingBackWith(older.withVersion(longer.server.now().version())).judgement(),
        Anomaly.STALE_CONTEXT);
  }

  @Test
  void aGreetingWithAnOlderVersionIsStale() {
    broken(
        talk.comingBack()
            .greeted(new ServerEvent.Established(Talk.SESSION, true, true, true, false, 5))
            .judgement(),
        Anomaly.STALE_CONTEXT);
  }

  @Test
  void aCheckWithAnOlderVersionIsStale() {
    broken(
        talk.comingBack().pushed(new ServerEvent.Checked(5, 6, "", "", true)).judgement(),
        Anomaly.STALE_CONTEXT);
  }

  @Test
  void memoryOfAnEarlierVersionIsTorn() {
    Talk longer = Talk.afterTurns(2);
    Memory before = longer.server.now().memory();
    longer.turn(Memory.EMPTY);

    broken(
        longer.comingBackWith(longer.server.now().withMemory(before)).judgement(),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void workflowOfAnEarlierVersionIsTorn() {
    Talk longer = Talk.afterTurns(2);
    Workflow before = longer.server.now().workflow();
    longer.turn(Memory.EMPTY);

    broken(
        longer.comingBackWith(longer.server.now().withWorkflow(before)).judgement(),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void theWholeContextOfAnEarlierVersionBesideANewerHistoryIsTorn() {
    Talk longer = Talk.afterTurns(2);
    Snapshot before = longer.server.now();
    longer.turn(Memory.EMPTY);
    Snapshot torn =
        new Snapshot(
            longer.server.now().history(),
            before.memory(),
            before.workflow(),
            before.calls(),
            longer.server.now().version());

    broken(longer.comingBackWith(torn).judgement(), Anomaly.TORN_CONTEXT);
    broken(
        longer.comingBack().context(before.contextEvent(Talk.SESSION)).judgement(),
        Anomaly.TORN_CONTEXT);
    broken(longer.comingBack().history(before.historyEvent()).judgement(), Anomaly.TORN_CONTEXT);
  }

  @Test
  void partsOfDifferentVersionsAreTornWhenNothingWasGoingOn() {
    broken(
        talk.comingBack()
            .history(new ServerEvent.History(now.history(), now.version() + 1))
            .judgement(),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void aHigherVersionWithTheSameContentIsPreserved() {
    preserved(shown(now.withVersion(now.version() + 1)));
  }

  @Test
  void aMissingEntryOfMemoryIsLost() {
    broken(
        shown(
            now.withPreferences(
                map -> {
                  map.remove("p1");
                  return map;
                })),
        Anomaly.LOST_MEMORY);
    broken(
        shown(
            now.withVariables(
                map -> {
                  map.remove("last_turn");
                  return map;
                })),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void aMemoryThatIsEmptyIsLostThoughItsBeginningWasEmptyToo() {
    Talk young = Talk.afterTurns(0);
    young.hear(young.server.now().contextEvent(Talk.SESSION));
    young.turn(new Memory(Map.of("tone", "short"), Map.of()));

    broken(
        young.comingBackWith(young.server.now().withMemory(Memory.EMPTY)).judgement(),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void anEntryWithAnotherValueIsLost() {
    broken(
        shown(
            now.withVariables(
                map -> {
                  map.put("budget", "1");
                  return map;
                })),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void anEntryThatNobodyMadeIsReportedAsMemory() {
    broken(
        shown(
            now.withPreferences(
                map -> {
                  map.put("colour", "red");
                  return map;
                })),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void anotherWorkflowIsALostStep() {
    broken(shown(now.withWorkflow(Workflow.NONE)), Anomaly.LOST_WORKFLOW_STEP);
    broken(shown(now.withWorkflow(new Workflow(4, 5, List.of()))), Anomaly.LOST_WORKFLOW_STEP);
  }

  @Test
  void aMissingToolCallIsLost() {
    for (int at = 0; at < 3; at++) {
      int gone = at;
      broken(
          shown(
              now.withCalls(
                  calls -> {
                    calls.remove(gone);
                    return calls;
                  })),
          Anomaly.LOST_TOOL_CALL);
    }
  }

  @Test
  void aToolCallWithAnotherResultIsCorruptedAndNotLost() {
    ToolCall call = now.calls().get(1);
    String cut = call.result().substring(0, call.result().length() - 1);

    for (String result : List.of("other", cut)) {
      broken(
          shown(
              now.withCalls(
                  calls -> {
                    calls.set(1, new ToolCall(call.id(), call.turn(), call.tool(), result));
                    return calls;
                  })),
          Anomaly.CORRUPTED_MESSAGE);
    }
  }

  @Test
  void aToolCallThatStandsTwiceIsRepeated() {
    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.add(calls.get(0));
                  return calls;
                })),
        Anomaly.REPEATED_TOOL_CALL);
  }

  @Test
  void theSameToolAgainInTheSameTurnIsRepeated() {
    ToolCall call = now.calls().get(2);
    ToolCall again = new ToolCall("t-9", call.turn(), call.tool(), call.result());

    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.add(again);
                  return calls;
                })),
        Anomaly.REPEATED_TOOL_CALL);
    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.set(2, again);
                  return calls;
                })),
        Anomaly.REPEATED_TOOL_CALL);
  }

  @Test
  void toolCallsInAnotherOrderAreNoReorderedMessages() {
    broken(
        shown(
            now.withCalls(
                calls -> {
                  Collections.swap(calls, 0, 1);
                  return calls;
                })),
        Anomaly.CORRUPTED_MESSAGE);
  }

  @Test
  void aToolCallOfNobodyIsUnexpected() {
    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.add(new ToolCall("t-9", "m-9", "usage_analyzer", "r"));
                  return calls;
                })),
        Anomaly.UNEXPECTED_MESSAGE);
    broken(
        shown(
            now.withCalls(
                calls -> {
                  calls.add(new ToolCall("t-9", "m-1", "another_tool", "r"));
                  return calls;
                })),
        Anomaly.UNEXPECTED_MESSAGE);
  }
}
