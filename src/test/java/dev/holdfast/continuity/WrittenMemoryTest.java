package dev.holdfast.continuity;

import static dev.holdfast.continuity.Verdicts.broken;
import static dev.holdfast.continuity.Verdicts.finds;
import static dev.holdfast.continuity.Verdicts.is;
import static dev.holdfast.continuity.Verdicts.preserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the user asked to be remembered, and the server did not write as it acknowledged it. */
class WrittenMemoryTest {

  private static final Memory ASKED =
      new Memory(Map.of("tone", "short and friendly"), Map.of("budget", "1000"));

  /** What becomes of an entry at the write. */
  enum Write {
    DROPPED {
      @Override
      Memory of(Memory asked) {
        return new Memory(Map.of(), asked.variables());
      }
    },
    CHANGED {
      @Override
      Memory of(Memory asked) {
        return new Memory(Map.of("tone", "long and friendly"), asked.variables());
      }
    },
    CUT {
      @Override
      Memory of(Memory asked) {
        return new Memory(Map.of("tone", "short"), asked.variables());
      }
    },
    EMPTIED {
      @Override
      Memory of(Memory asked) {
        return new Memory(Map.of("tone", ""), asked.variables());
      }
    };

    abstract Memory of(Memory asked);
  }

  private final Talk talk = new Talk();

  private List<Finding> answer() {
    return talk.server.finishTurn().stream().flatMap(push -> talk.hear(push).stream()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void theAnswerThatShowsItIsTheLossAndIsReportedOnce(Write write) {
    talk.turn(Memory.EMPTY);
    talk.hear(talk.send(talk.nextId(), ASKED, write.of(ASKED), true));

    finds(answer(), Anomaly.LOST_MEMORY);
    assertThat(talk.ledger.memory().preferences()).containsEntry("tone", "short and friendly");
    assertThat(talk.ledger.checkable()).isFalse();
    broken(talk.comingBack().done(), Anomaly.LOST_MEMORY);
    preserved(talk.comingBack().done());
    talk.say(Memory.EMPTY, true);
    finds(answer());
    preserved(talk.comingBack().done());
  }

  @ParameterizedTest
  @EnumSource
  void whatNoAnswerShowedIsMissedAtTheReturnThoughTheAgentWorks(Write write) {
    talk.turn(Memory.EMPTY);
    talk.hear(talk.send(talk.nextId(), ASKED, write.of(ASKED), true));
    talk.server.finishTurn();

    broken(talk.comingBack().working().done(), Anomaly.LOST_MEMORY);
    preserved(talk.comingBack().done());
    preserved(talk.comingBack().done());
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatIsPushedToTheReturnIsLookedAtToo(Write write) {
    talk.turn(Memory.EMPTY);
    talk.hear(talk.send(talk.nextId(), ASKED, write.of(ASKED), true));
    Talk.Return back = talk.comingBack().working();
    talk.server.finishTurn().forEach(back::pushed);

    broken(back.history(talk.server.now().historyEvent()).done(), Anomaly.LOST_MEMORY);
    preserved(talk.comingBack().done());
  }

  @ParameterizedTest
  @EnumSource
  void aMessageWhoseAckWasNotHeardHasItsMemoryOnceItIsThere(Write write) {
    talk.turn(Memory.EMPTY);
    talk.send(talk.nextId(), ASKED, write.of(ASKED), true);
    talk.server.finishTurn();

    broken(talk.comingBack().done(), Anomaly.LOST_MEMORY);
    preserved(talk.comingBack().done());
  }

  @Test
  void aWriteThatIsLostIsNoTear() {
    talk.turn(Memory.EMPTY);
    talk.hear(talk.send(talk.nextId(), ASKED, Memory.EMPTY, false));

    broken(talk.comingBack().done(), Anomaly.LOST_MEMORY);
    preserved(talk.comingBack().done());
  }

  @Test
  void aWriteThatIsLostWithItsMessageIsAnOlderContext() {
    talk.turn(Memory.EMPTY);
    Snapshot before = talk.server.now();
    talk.hear(talk.send(talk.nextId(), ASKED, false));

    broken(
        talk.comingBackWith(before.withVersion(talk.server.now().version())).done(),
        Anomaly.STALE_CONTEXT);
  }

  @Test
  void anAckThatIsHeardAfterTheAnswerOwesWhatTheAnswerDidNotShow() {
    talk.say(Memory.EMPTY, true);
    ServerEvent ack = talk.send(talk.nextId(), ASKED, Memory.EMPTY, false);
    finds(answer());
    finds(talk.hear(ack));

    broken(talk.comingBack().done(), Anomaly.LOST_MEMORY);
    preserved(talk.comingBack().done());
  }

  @Test
  void eachWriteThatIsLostIsReported() {
    talk.turn(Memory.EMPTY);
    for (int turn = 0; turn < 3; turn++) {
      Memory asked = new Memory(Map.of("tone", "tone " + turn), Map.of());
      talk.hear(talk.send(talk.nextId(), asked, Memory.EMPTY, true));
      finds(answer(), Anomaly.LOST_MEMORY);
    }
    talk.hear(talk.send(talk.nextId(), new Memory(Map.of("tone", "x"), Map.of()), true));
    finds(answer());
    broken(talk.comingBack().done(), Anomaly.LOST_MEMORY);
    preserved(talk.comingBack().done());
    assertThat(talk.ledger.checkable()).isTrue();
  }

  @Test
  void anEntryThatIsThereAgainIsOwedAsBefore() {
    talk.turn(Memory.EMPTY);
    Snapshot before = talk.server.now();
    talk.hear(talk.send(talk.nextId(), ASKED, Memory.EMPTY, true));
    finds(answer(), Anomaly.LOST_MEMORY, Anomaly.LOST_MEMORY);
    talk.comingBack().done();
    Snapshot whole = talk.server.now();
    whole = whole.withMemory(whole.memory().with(ASKED));
    talk.server.restart(whole);

    preserved(talk.comingBack().done());
    broken(
        talk.comingBackWith(whole.withPreferences(map -> before.memory().preferences()))
            .judgement(),
        Anomaly.LOST_MEMORY);
  }

  @Test
  void anAgentChangesAndDropsItsOwnEntries() {
    talk.turn(ASKED);
    talk.say(Memory.EMPTY, true);
    List<ServerEvent> pushes = talk.server.finishTurn();
    ServerEvent.Answered answered = (ServerEvent.Answered) pushes.get(1);
    Memory agents = new Memory(ASKED.preferences(), Map.of("budget", "1000", "mood", "good"));

    finds(
        talk.hear(
            new ServerEvent.Answered(
                answered.turn(), answered.message(), answered.version(), agents, null)));
    talk.server.restart(talk.server.now().withMemory(agents));
    preserved(talk.comingBack().done());
  }

  @Test
  void anEntryThatTheAgentWroteFirstStaysTheAgents() {
    talk.turn(Memory.EMPTY);
    talk.say(new Memory(Map.of(), Map.of("last_turn", "mine")), true);

    finds(answer());
    preserved(talk.comingBack().done());
  }

  @Test
  void whatAMediumGapGaveUpIsNotMissedInAnswers() {
    for (int turn = 0; turn < 8; turn++) {
      talk.turn(new Memory(Map.of("p" + turn, "v"), Map.of()));
    }
    Snapshot all = talk.server.now();
    talk.server.restart(
        all.withPreferences(
                map -> {
                  map.remove("p0");
                  return map;
                })
            .withVersion(all.version() + 1));

    is(Outcome.DEGRADED, talk.comingBack().after(Talk.MEDIUM).warned().done());
    talk.turn(Memory.EMPTY);
    preserved(talk.comingBack().done());
    assertThat(talk.ledger.memory()).isEqualTo(talk.server.now().memory());
  }

  @Test
  void whatWasAnnouncedAsGivenUpAndNotSeenYetIsNotMissedInAnswers() {
    for (int turn = 0; turn < 8; turn++) {
      talk.turn(new Memory(Map.of("p" + turn, "v"), Map.of()));
    }
    Snapshot all = talk.server.now();
    talk.server.restart(all.withPreferences(map -> Map.of()).withVersion(all.version() + 1));
    talk.comingBack().after(Talk.MEDIUM).warned().history(null).context(null).done();

    talk.say(Memory.EMPTY, true);
    finds(answer());
  }

  @Test
  void twoMessagesOfUnknownOrderLeaveEitherValue() {
    Memory first = new Memory(Map.of("tone", "1"), Map.of());
    Memory second = new Memory(Map.of("tone", "2"), Map.of());
    for (Memory last : List.of(first, second)) {
      Talk resent = new Talk();
      String id = resent.nextId();
      resent.ledger.sent(id, "one", first, false);
      resent.ledger.sent(id, "one", first, false);
      ServerEvent ofSecond = resent.send(resent.nextId(), second, false);
      resent.hear(ofSecond);
      resent.hear(resent.server.receive(id, "one", last, false));

      preserved(resent.comingBack().done());
      broken(
          resent
              .comingBackWith(resent.server.now().withPreferences(map -> Map.of("tone", "3")))
              .judgement(),
          Anomaly.LOST_MEMORY);
    }
  }

  @Test
  void anExpirySettlesWhatWasOwed() {
    talk.turn(ASKED);
    talk.server.restart(Snapshot.FRESH);
    is(Outcome.EXPIRED, talk.comingBack().after(Talk.EXTENDED).toldExpired().done());

    talk.turn(Memory.EMPTY);
    preserved(talk.comingBack().done());
  }

  @Test
  void withoutVersionsTheReturnTells() {
    talk.turn(Memory.EMPTY);
    String id = talk.nextId();
    talk.ledger.sent(id, "hello", ASKED, true);
    talk.hear(new ServerEvent.Acked(id, 0, -1));
    Message answer = new Message(0, "a-x", Role.AGENT, "?", id);
    finds(talk.hear(new ServerEvent.Answered(id, answer, -1, Memory.EMPTY, null)));

    assertThat(talk.ledger.memory()).isEqualTo(ASKED);
  }

  @Property(tries = 500)
  void whateverHappensALostWriteIsFound(
      @ForAll @NotEmpty @Size(max = 12) List<RandomTalk.Step> steps,
      @ForAll Write write,
      @ForAll boolean answered,
      @ForAll long seed) {
    RandomTalk session = new RandomTalk(seed);
    steps.forEach(session::play);
    session.settle();
    Talk random = session.talk;
    random.turn(Memory.EMPTY);
    random.hear(random.send(random.nextId(), ASKED, write.of(ASKED), true));
    List<ServerEvent> pushes = random.server.finishTurn();
    if (answered) {
      pushes.forEach(random::hear);
    }

    broken(random.comingBack().within(Duration.ofMillis(9)).done(), Anomaly.LOST_MEMORY);
    assertThat(session.play(RandomTalk.Step.TURN).findings()).isEmpty();
    assertThat(session.play(RandomTalk.Step.CUT_IN_TURN).findings()).isEmpty();
  }
}
