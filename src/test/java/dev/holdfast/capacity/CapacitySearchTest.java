package dev.holdfast.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.capacity.model.Usl;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacitySearchTest {

  private static final SearchPlan PLAN = SearchPlan.usual(500, 100_000, true);
  private static final int LIMIT = 7_300;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void landsWithinFivePercentOfAKnownLimitInSpiteOfNoise(long seed) {
    Random noise = new Random(seed);
    Usl law = new Usl(0.4, 0, 0);

    CapacitySearch search =
        run(PLAN, next -> SampleLevels.sessions(next.load(), next.hold(), law, LIMIT, noise));

    Answer answer = search.answer();
    assertThat(answer.kind()).isEqualTo(Answer.Kind.LIMIT);
    assertThat(Objects.requireNonNull(answer.load())).isCloseTo(LIMIT, within(0.05 * LIMIT));
    assertThat(answer.because()).contains("p99 was");
    assertThat(search.levels()).hasSizeLessThan(30);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aBadSecondOfTheMachineFarBelowTheLimitDoesNotMisleadIt(long seed) {
    Random noise = new Random(seed);
    int[] asked = {0};
    int hit = (int) (seed % 6);

    CapacitySearch search =
        run(PLAN, next -> level(next, next.load() <= limit(noise) && asked[0]++ != hit, false));

    assertThat(Objects.requireNonNull(search.answer().load()))
        .isCloseTo(LIMIT, within(0.05 * LIMIT));
  }

  @Test
  void findsAFractionalLimitOfReconnections() {
    SearchPlan plan = SearchPlan.usual(10, 5_000, false);

    Answer answer = run(plan, next -> level(next, next.load() <= 87.5, false)).answer();

    assertThat(Objects.requireNonNull(answer.load())).isBetween(87.5 * 0.98, 87.5);
    assertThat(Objects.requireNonNull(answer.above())).isBetween(87.5, 87.5 * 1.021);
  }

  @Test
  void aSaturatedGeneratorNeverYieldsAFigure() {
    CapacitySearch search = run(PLAN, next -> level(next, true, true));

    assertThat(search.answer().kind()).isEqualTo(Answer.Kind.NONE);
    assertThat(search.answer().load()).isNull();
    assertThat(search.answer().because()).startsWith("no level could be judged: generator's");
  }

  @Test
  void aGeneratorThatSaturatesBeforeTheTargetGivesAtLeast() {
    Answer answer =
        run(PLAN, next -> level(next, next.load() <= LIMIT, next.load() > 3_000)).answer();

    assertThat(answer.kind()).isEqualTo(Answer.Kind.AT_LEAST);
    assertThat(Objects.requireNonNull(answer.load())).isCloseTo(3_000, within(60.0));
    assertThat(answer.because()).startsWith("the measurement was the limit: generator's");
  }

  @Test
  void aGeneratorThatSaturatesOnlyOverALongHoldGivesAtLeastOfLess() {
    Answer answer =
        run(PLAN, next -> level(next, true, next.hold() == Hold.LONG && next.load() > 4_000))
            .answer();

    assertThat(answer.kind()).isEqualTo(Answer.Kind.AT_LEAST);
    assertThat(Objects.requireNonNull(answer.load())).isLessThanOrEqualTo(4_000);
  }

  @Test
  void aTargetThatTiresGetsTheLimitThatItHoldsForLong() {
    Answer answer =
        run(
                PLAN,
                next ->
                    level(next, next.load() <= (next.hold() == Hold.LONG ? 5_000 : LIMIT), false))
            .answer();

    assertThat(answer.kind()).isEqualTo(Answer.Kind.LIMIT);
    assertThat(Objects.requireNonNull(answer.load())).isBetween(4_800.0, 5_000.0);
  }

  @Test
  void theCeilingGivesAtLeast() {
    SearchPlan low = SearchPlan.usual(500, 2_000, true);

    Answer answer = run(low, next -> level(next, true, false)).answer();

    assertThat(answer)
        .isEqualTo(
            new Answer(
                Answer.Kind.AT_LEAST,
                2_000.0,
                null,
                "no more was asked for: the search's ceiling"));
  }

  @Test
  void goesDownWhenTheFirstStepIsTooHigh() {
    Answer answer = run(PLAN, next -> level(next, next.load() <= 37, false)).answer();

    assertThat(answer.load()).isEqualTo(37);
    assertThat(answer.above()).isEqualTo(38);
  }

  @Test
  void saysSoWhenNotEvenOneSessionHolds() {
    Answer answer = run(PLAN, next -> level(next, false, false)).answer();

    assertThat(answer.kind()).isEqualTo(Answer.Kind.NONE);
    assertThat(answer.because()).startsWith("not even the lowest load held: p99 was");
  }

  @Test
  void theAnswerHeldThreeTimesForLongAndItsBarBrokeTwice() {
    CapacitySearch search = run(PLAN, next -> level(next, next.load() <= LIMIT, false));
    Answer answer = search.answer();

    assertThat(search.levels())
        .filteredOn(level -> Objects.equals(level.load(), answer.load()))
        .filteredOn(level -> level.hold() == Hold.LONG)
        .hasSize(3);
    assertThat(search.levels())
        .filteredOn(level -> Objects.equals(level.load(), answer.above()))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(level -> level.verdict() == LevelVerdict.BROKE);
  }

  @Test
  void anUnfinishedSearchClaimsNothing() {
    CapacitySearch search = CapacitySearch.begin(PLAN);
    for (int i = 0; i < 4; i++) {
      CapacitySearch.Next next = search.next().orElseThrow();
      search = search.after(level(next, true, false));
    }

    assertThat(search.answer().kind()).isEqualTo(Answer.Kind.NONE);
    assertThat(search.answer().because()).contains("confirmed 3 times");
    assertThat(CapacitySearch.begin(PLAN).answer().because()).isEqualTo("nothing was measured");
  }

  @Test
  void aSearchGoesOnWhereItWasCutOff() {
    CapacitySearch whole = run(PLAN, next -> level(next, next.load() <= LIMIT, false));
    CapacitySearch half = CapacitySearch.resume(PLAN, whole.levels().subList(0, 7));

    assertThat(half.next().orElseThrow().load()).isEqualTo(whole.levels().get(7).load());
    assertThat(CapacitySearch.resume(PLAN, whole.levels()).answer()).isEqualTo(whole.answer());
  }

  @Test
  void givesUpAfterTheMostLevels() {
    SearchPlan few = new SearchPlan(500, 1.5, 1, 100_000, 0.02, true, 3, 5);

    CapacitySearch search = run(few, next -> level(next, next.load() <= LIMIT, false));

    assertThat(search.levels()).hasSize(5);
    assertThat(search.answer().kind()).isEqualTo(Answer.Kind.NONE);
  }

  @Test
  void refusesStairsThatDoNotRise() {
    assertThatThrownBy(() -> new SearchPlan(500, 1, 1, 1_000, 0.02, true, 3, 60))
        .hasMessage("search growth must be above 1, got: 1.0");
  }

  private static double limit(Random noise) {
    return LIMIT * (1 + 0.01 * noise.nextGaussian());
  }

  private static Level level(CapacitySearch.Next next, boolean holds, boolean saturated) {
    return Level.judged(
        next.load(),
        next.hold(),
        false,
        SampleLevels.PROMISE,
        SampleLevels.figures(next.load(), next.load() / 4, holds ? 300 : 700),
        saturated ? SampleLevels.SATURATED : SampleLevels.AT_EASE,
        Map.of());
  }

  private static CapacitySearch run(SearchPlan plan, Function<CapacitySearch.Next, Level> measure) {
    CapacitySearch search = CapacitySearch.begin(plan);
    for (Optional<CapacitySearch.Next> next = search.next();
        next.isPresent();
        next = search.next()) {
      search = search.after(measure.apply(next.get()));
    }
    return search;
  }
}
