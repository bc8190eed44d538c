package dev.holdfast.backend.defects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefectPlanTest {
  private static final List<String> ANOMALIES =
      List.of(
          "lost-message",
          "duplicated-message",
          "reordered-message",
          "corrupted-message",
          "unexpected-message",
          "stale-context",
          "torn-context",
          "lost-memory",
          "lost-workflow-step",
          "lost-tool-call",
          "repeated-tool-call",
          "foreign-context",
          "session-not-recognised",
          "blocked",
          "admitted",
          "expired-early",
          "not-expired",
          "late-restore",
          "no-answer",
          "split-session");

  @Test
  void hasADefectOfTheSameNameForEveryAnomaly() {
    assertThat(Defect.ids()).containsAll(ANOMALIES).doesNotHaveDuplicates();
    assertThat(Defect.ids().size()).isGreaterThanOrEqualTo(24);
    assertThat(ANOMALIES)
        .allSatisfy(id -> assertThat(Defect.of(id).orElseThrow().anomaly()).isEqualTo(id));
  }

  @Test
  void namesOnlyAnomaliesOfTheListAndDescribesEachDefectInASentence() {
    assertThat(Defect.values())
        .allSatisfy(
            defect -> {
              assertThat(defect.description()).endsWith(".").hasSizeLessThan(100);
              assertThat(defect.anomaly()).isIn(with(ANOMALIES, ""));
            });
    assertThat(Arrays.stream(Defect.values()).filter(d -> d.anomaly().isEmpty()))
        .containsExactlyInAnyOrder(
            Defect.CONTEXT_LEAK,
            Defect.LATENCY_CREEP,
            Defect.ABANDONED_TURN,
            Defect.GAP_AFTER_RESUME,
            Defect.DOUBLE_AFTER_RESUME,
            Defect.COUNTED_TWICE,
            Defect.FORGED_REFRESH,
            Defect.BROKEN_PAYLOAD_TAKEN,
            Defect.LOST_NOTIFICATION,
            Defect.DOUBLED_NOTIFICATION,
            Defect.UNORDERED_NOTIFICATION,
            Defect.STALE_NOTIFICATION,
            Defect.SLOW_RESTORE,
            Defect.DROPPED_CONNECTION,
            Defect.DESCRIPTOR_LEAK);
  }

  @Test
  void readsAList() {
    DefectPlan plan = DefectPlan.parse(" lost-message:0.25, late-restore:1 ,", 3);

    assertThat(plan.rates()).isEqualTo(Map.of(Defect.LOST_MESSAGE, 0.25, Defect.LATE_RESTORE, 1.0));
    assertThat(plan.seed()).isEqualTo(3);
    assertThat(DefectPlan.parse("", 3).isEmpty()).isTrue();
    assertThat(DefectPlan.parse("lost-message:0", 3).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lost-mesage:0.1|no defect is named 'lost-mesage'; the nearest is lost-message",
        "lost-message|a defect is written name:rate, such as lost-message:0.001, got: lost-message",
        "lost-message:much|the rate of defect lost-message must be 0 to 1, got: much",
        "lost-message:-1|the rate of defect lost-message must be 0 to 1, got: -1.0",
        "lost-message:1.1|the rate of defect lost-message must be 0 to 1, got: 1.1",
        "lost-message:NaN|the rate of defect lost-message must be 0 to 1, got: NaN",
        "lost-message:0.1@soon|defect lost-message must begin after a time such as @90s, got: @soon",
        "blocked:0.1,blocked:0.2|defect blocked is named twice"
      })
  void refusesNonsense(String list, String message) {
    assertThatThrownBy(() -> DefectPlan.parse(list, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void sparesEverybodyUntilItBegins() {
    AtomicLong nanos = new AtomicLong(-5);
    DefectPlan plan = DefectPlan.parse("lost-message:1@90s,blocked:1@250ms", 3);
    Dice dice = new Dice(plan, nanos::get);

    assertThat(dice.hits(Defect.LOST_MESSAGE, "u-1", "1")).isFalse();
    nanos.addAndGet(Duration.ofSeconds(90).toNanos() - 1);
    assertThat(dice.hits(Defect.LOST_MESSAGE, "u-1", "1")).isFalse();
    assertThat(dice.hits(Defect.BLOCKED, "u-1", "1")).isTrue();
    nanos.incrementAndGet();
    assertThat(dice.hits(Defect.LOST_MESSAGE, "u-1", "1")).isTrue();
  }

  @Test
  void hitsTheShareThatItSaysAndTheSameOnesAgain() {
    Dice dice = new Dice(DefectPlan.parse("lost-message:0.1,blocked:0.1", 42), () -> 0);
    Dice again = new Dice(DefectPlan.parse("lost-message:0.1", 42), () -> 0);
    Dice otherSeed = new Dice(DefectPlan.parse("lost-message:0.1", 43), () -> 0);
    int hits = 0;
    int alike = 0;
    int both = 0;
    for (int user = 0; user < 20_000; user++) {
      boolean hit = dice.hits(Defect.LOST_MESSAGE, "u-" + user, "1");
      hits += hit ? 1 : 0;
      assertThat(again.hits(Defect.LOST_MESSAGE, "u-" + user, "1")).isEqualTo(hit);
      alike += hit && otherSeed.hits(Defect.LOST_MESSAGE, "u-" + user, "1") ? 1 : 0;
      both += hit && dice.hits(Defect.BLOCKED, "u-" + user, "1") ? 1 : 0;
    }
    // Six standard deviations of a binomial: the seed is fixed, so this cannot flicker.
    assertThat(hits).isBetween(2000 - 255, 2000 + 255);
    assertThat(alike).isBetween(200 - 85, 200 + 85);
    assertThat(both).isBetween(200 - 85, 200 + 85);
  }

  @Test
  void picksEvenly() {
    Dice dice = new Dice(DefectPlan.parse("lost-message:1", 42), () -> 0);
    int[] picked = new int[4];
    for (int user = 0; user < 4000; user++) {
      picked[dice.pick(Defect.LOST_MESSAGE, "u-" + user, "1", 4)]++;
    }
    assertThat(Arrays.stream(picked)).allMatch(count -> count > 850 && count < 1150);
  }

  private static Set<String> with(List<String> names, String more) {
    TreeSet<String> all = new TreeSet<>(names);
    all.add(more);
    return all;
  }
}
