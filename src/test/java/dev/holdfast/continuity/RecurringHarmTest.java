package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
import org.junit.jupiter.api.Test;

/** What stays wrong is reported once; what goes wrong again is reported again. */
class RecurringHarmTest {

  private final Talk talk = Talk.afterTurns(4);

  @Test
  void aDifferenceOfVersionsIsReportedOnceUntilItIsCommittedAgain() {
    reported(Anomaly.TORN_CONTEXT, behind());
    right(behind());
    right(behind());

    right(talk.comingBack());
    reported(Anomaly.TORN_CONTEXT, behind());

    talk.turn(Memory.EMPTY);
    reported(Anomaly.TORN_CONTEXT, behind());
    right(behind());
  }

  @Test
  void aContextThatStaysBehindIsReportedWithEachVersionThatItMissed() {
    ServerEvent stuck = talk.server.now().contextEvent(Talk.SESSION);
    talk.turn(Memory.EMPTY);
    reported(Anomaly.TORN_CONTEXT, talk.comingBack().context(stuck));
    right(talk.comingBack().context(stuck));

    talk.turn(Memory.EMPTY);
    reported(Anomaly.TORN_CONTEXT, talk.comingBack().context(stuck));
  }

  @Test
  void aGreetingThatIsAlwaysBehindIsReportedOnceForEachVersion() {
    reported(Anomaly.STALE_CONTEXT, greetedLate());
    right(greetedLate());

    talk.turn(Memory.EMPTY);
    reported(Anomaly.STALE_CONTEXT, greetedLate());
  }

  @Test
  void aDifferenceThatWasExcusedWhileAnAgentWorkedIsReportedOnceItIsIdle() {
    right(ahead().working());

    // By now the version of the context is the highest seen, and the greeting's is below it.
    assertThat(ahead().done().anomalies())
        .containsExactlyInAnyOrder(Anomaly.TORN_CONTEXT, Anomaly.STALE_CONTEXT);
    right(ahead());
  }

  @Test
  void whatWasLostAndCameAgainIsMissedAgainInAnOlderContextToo() {
    Snapshot early = talk.server.now();
    talk.turn(Memory.EMPTY);
    Snapshot now = talk.server.now();
    Snapshot lacking =
        now.withCalls(calls -> calls.subList(1, calls.size())).withWorkflow(early.workflow());
    Talk.Return torn = talk.comingBackWith(lacking);
    assertThat(torn.done().anomalies())
        .containsExactlyInAnyOrder(Anomaly.TORN_CONTEXT, Anomaly.LOST_TOOL_CALL);
    right(talk.comingBack());

    assertThat(talk.comingBackWith(lacking).done().anomalies())
        .containsExactlyInAnyOrder(Anomaly.TORN_CONTEXT, Anomaly.LOST_TOOL_CALL);
  }

  @Test
  void aMessageThatWasLostAndCameAgainIsMissedAgainInAStaleHistoryToo() {
    Snapshot early = talk.server.now();
    talk.turn(Memory.EMPTY);
    reported(Anomaly.LOST_MESSAGE, talk.comingBackWith(talk.server.now().without(0)));
    right(talk.comingBack());

    assertThat(talk.comingBackWith(early.without(0)).done().anomalies())
        .containsExactlyInAnyOrder(Anomaly.STALE_CONTEXT, Anomaly.LOST_MESSAGE);
  }

  private Talk.Return behind() {
    Snapshot now = talk.server.now();
    return talk.comingBack().context(now.withVersion(now.version() - 1).contextEvent(Talk.SESSION));
  }

  private Talk.Return ahead() {
    Snapshot now = talk.server.now();
    return talk.comingBack().context(now.withVersion(now.version() + 1).contextEvent(Talk.SESSION));
  }

  private Talk.Return greetedLate() {
    return talk.comingBack()
        .greeted(
            new ServerEvent.Established(
                Talk.SESSION, true, true, true, false, talk.server.now().version() - 1));
  }

  private static void reported(Anomaly anomaly, Talk.Return comingBack) {
    assertThat(comingBack.done().anomalies()).containsExactly(anomaly);
  }

  private static void right(Talk.Return comingBack) {
    assertThat(comingBack.done().findings()).isEmpty();
  }
}
