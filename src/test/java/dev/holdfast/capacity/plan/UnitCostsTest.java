package dev.holdfast.capacity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.capacity.Hold;
import dev.holdfast.capacity.Level;
import dev.holdfast.capacity.LevelFigures;
import dev.holdfast.capacity.SampleLevels;
import dev.holdfast.capacity.model.Estimate;
import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.Usage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitCostsTest {

  private final Random noise = new Random(7);

  @Test
  void findsTheCostsThatTheTargetHas() {
    List<Level> levels = new ArrayList<>();
    for (int sessions : new int[] {500, 1_000, 2_000, 3_000, 4_500, 6_000}) {
      levels.add(level(sessions, sessions / 20.0, 100));
      levels.add(level(1_000, 100, sessions / 10.0));
    }

    UnitCosts costs = UnitCosts.of(levels);

    assertThat(costs.unknown()).isEmpty();
    assertThat(cost(costs, "live heap a session").covers(11.5)).isTrue();
    assertThat(cost(costs, "resident memory a session").covers(20)).isTrue();
    assertThat(cost(costs, "processor time a turn").covers(150)).isTrue();
    assertThat(cost(costs, "processor time a reconnection").covers(800)).isTrue();
    assertThat(cost(costs, "processor time a reconnection").value()).isBetween(780.0, 820.0);
  }

  @Test
  void neverTellsACostThatMayBeNothingOrLess() {
    List<Level> levels = new ArrayList<>();
    // The target warms up: what it uses falls from level to level, as sessions rise.
    for (int sessions : new int[] {1_000, 1_100, 1_200, 1_300, 1_400, 1_500}) {
      levels.add(
          withHeap(level(sessions, 50, 100), 60e6 - 20e3 * sessions + 1e6 * noise.nextGaussian()));
    }

    UnitCosts costs = UnitCosts.of(levels);

    assertThat(costs.known()).extracting(UnitCost::what).noneMatch(what -> what.contains("heap"));
    assertThat(costs.unknown())
        .contains(
            "live heap a session: it does not stand out from all else that moved between levels");
  }

  private static Level withHeap(Level level, double bytes) {
    Map<Resource, Usage> target = new EnumMap<>(level.target());
    target.put(Resource.HEAP, new Usage(bytes, 512e6));
    return new Level(
        level.load(),
        level.hold(),
        level.verdict(),
        level.reasons(),
        level.stoppedEarly(),
        level.figures(),
        level.generator(),
        target);
  }

  @Test
  void doesNotTellApartWhatRoseTogether() {
    List<Level> levels = new ArrayList<>();
    for (int sessions : new int[] {500, 1_000, 2_000, 3_000, 4_500, 6_000}) {
      levels.add(level(sessions, sessions / 20.0, sessions / 10.0));
    }

    UnitCosts costs = UnitCosts.of(levels);

    assertThat(costs.known()).extracting(UnitCost::what).noneMatch(what -> what.contains("time"));
    assertThat(costs.unknown())
        .containsExactly(
            "processor time a turn and a reconnection: they rose together in all levels; search"
                + " each by itself to tell them apart");
  }

  @Test
  void saysWhatWasNeverVariedAndWhatTooFewLevelsCannotTell() {
    List<Level> levels =
        List.of(
            level(1_000, 50, 10), level(1_000, 50, 20), level(1_000, 50, 30), level(1_000, 50, 40));

    UnitCosts costs = UnitCosts.of(levels);

    assertThat(costs.known()).extracting(UnitCost::what).containsExactly("processor time a turn");
    assertThat(costs.unknown())
        .contains(
            "live heap a session: no two levels with it differ",
            "processor time a reconnection: no two levels with it differ");
    assertThat(UnitCosts.of(levels.subList(0, 2)).unknown())
        .contains("processor time: too few levels, 2");
    assertThat(UnitCosts.of(List.of()).known()).isEmpty();
  }

  private Level level(double sessions, double reconnections, double turns) {
    double throughput = reconnections + turns;
    LevelFigures figures =
        new LevelFigures(
            30,
            sessions,
            0,
            throughput,
            0,
            1,
            100,
            1000 * sessions / throughput - 100,
            90,
            300,
            400,
            sessions,
            reconnections,
            turns);
    return Level.judged(
        sessions,
        Hold.SHORT,
        false,
        SampleLevels.PROMISE,
        figures,
        SampleLevels.AT_EASE,
        Map.copyOf(SampleLevels.target(sessions, reconnections, turns, noise)));
  }

  private static Estimate cost(UnitCosts costs, String what) {
    return costs.known().stream()
        .filter(each -> each.what().equals(what))
        .findFirst()
        .orElseThrow()
        .cost();
  }
}
