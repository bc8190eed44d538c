package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.RandomTalk.Step;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/**
 * Over any history: a correct server is never accused, and a damaged context always is, rightly.
 */
class OraclePropertyTest {

  @Property(tries = 2_000)
  void aCorrectServerIsNeverAccused(@ForAll @Size(max = 25) List<Step> steps, @ForAll long seed) {
    RandomTalk session = new RandomTalk(seed);
    for (Step step : steps) {
      Judgement judgement = session.play(step);
      assertThat(judgement.findings()).as("after %s", step).isEmpty();
    }
    assertThat(session.settle().findings()).isEmpty();
    assertThat(session.talk.ledger.history()).isEqualTo(session.talk.server.now().history());
    assertThat(session.talk.ledger.toolCallHistory()).isEqualTo(session.talk.server.now().calls());
    assertThat(session.talk.ledger.memory()).isEqualTo(session.talk.server.now().memory());
    assertThat(session.talk.ledger.version()).isEqualTo(session.talk.server.now().version());
  }

  @Property(tries = 3_000)
  void everyDamageIsFoundUnderItsNameAndReportedOnce(
      @ForAll @Size(max = 15) List<Step> steps,
      @ForAll @NotEmpty @Size(max = 3) Set<Damage> damages,
      @ForAll long seed) {
    // Two damages of the workflow would leave only the second.
    Assume.that(!damages.containsAll(Set.of(Damage.TEAR, Damage.LOSE_A_STEP)));
    RandomTalk session = new RandomTalk(seed);
    steps.forEach(session::play);
    session.settle();
    session.talk.turn(Memory.EMPTY);
    session.talk.turn(new Memory(Map.of("last", "one"), Map.of()));
    session.talk.turn(Memory.EMPTY);
    session.settle();
    Random random = new Random(seed);
    Snapshot damaged = session.talk.server.now();
    Set<Anomaly> expected = EnumSet.noneOf(Anomaly.class);
    for (Damage damage : EnumSet.copyOf(damages)) {
      damaged = damage.inflict(damaged, random);
      expected.add(damage.anomaly());
    }
    if (expected.contains(Anomaly.FOREIGN_CONTEXT)) {
      expected.removeAll(Damage.CONSEQUENCES_OF_FOREIGN);
    }

    Judgement judgement = session.talk.comingBackWith(damaged).done();

    assertThat(judgement.anomalies()).as("%s", judgement.findings()).isEqualTo(expected);
    if (!expected.contains(Anomaly.FOREIGN_CONTEXT)) {
      assertThat(session.talk.comingBackWith(damaged).done().findings()).isEmpty();
    }
    assertThat(session.talk.comingBack().done().findings()).isEmpty();
    Judgement again = session.talk.comingBackWith(damaged).done();
    assertThat(again.anomalies()).as("again: %s", again.findings()).isEqualTo(expected);
    assertThat(session.play(Step.TURN).findings()).isEmpty();
    assertThat(session.talk.ledger.history()).isEqualTo(session.talk.server.now().history());
  }
}
