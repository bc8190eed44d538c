package dev.holdfast.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelTest {

  private static final LevelFigures GOOD = SampleLevels.figures(1_000, 400, 300);
  private static final LevelFigures SLOW = SampleLevels.figures(1_000, 400, 900);

  @Test
  void aLevelThatKeepsItsPromiseHolds() {
    assertThat(judged(GOOD, SampleLevels.AT_EASE).verdict()).isEqualTo(LevelVerdict.HELD);
    assertThat(judged(GOOD, SampleLevels.AT_EASE).reasons()).isEmpty();
  }

  @Test
  void aLevelOfWhichTheMeasurementWentWrongSaysNothing() {
    Level level = judged(GOOD, SampleLevels.AT_EASE);

    assertThat(level.spoiled(List.of())).isEqualTo(level);
    assertThat(level.spoiled(List.of("an order came late")).verdict())
        .isEqualTo(LevelVerdict.INVALID);
    assertThat(level.spoiled(List.of("an order came late")).reasons())
        .containsExactly("an order came late");
  }

  @Test
  void aLevelThatIsTooSlowBreaks() {
    Level level = judged(SLOW, SampleLevels.AT_EASE);

    assertThat(level.verdict()).isEqualTo(LevelVerdict.BROKE);
    assertThat(level.reasons()).containsExactly("p99 was 900 ms, above 500 ms");
  }

  @Test
  void aLevelThatFailsTooOftenBreaks() {
    LevelFigures failing =
        new LevelFigures(30, 1_000, 0, 400, 0.002, 1, 100, 2_400, 90, 300, 400, 1_000, 100, 300);

    assertThat(judged(failing, SampleLevels.AT_EASE).reasons())
        .containsExactly("0.2 % of the work failed, more than 0.1 %");
  }

  @Test
  void aSaturatedGeneratorMakesGoodAndBadLevelsInvalid() {
    assertThat(judged(GOOD, SampleLevels.SATURATED).verdict()).isEqualTo(LevelVerdict.INVALID);
    assertThat(judged(SLOW, SampleLevels.SATURATED).verdict()).isEqualTo(LevelVerdict.INVALID);
    assertThat(judged(SLOW, SampleLevels.SATURATED).reasons())
        .containsExactly(
            "generator's processor share was 0.970, above 0.9",
            "generator's timer lag p99 in ms was 180, above 50.0",
            "generator began 0.710 of the planned work in time, less than 0.95");
  }

  @Test
  void aGeneratorWithoutFilesOrFiguresIsSaturated() {
    assertThat(new GeneratorUse(0.1, 1, 1, 0.99).limits()).hasSize(1);
    assertThat(new GeneratorUse(Double.NaN, 1, 1, 0).limits()).hasSize(1);
    assertThat(new GeneratorUse(0.1, 1, Double.NaN, 0).limits()).hasSize(1);
  }

  @Test
  void figuresThatDisagreeWithLittleAreInvalid() {
    // 1,000 at once cannot complete 400 a second in 1 s each: that would be 400 at once.
    LevelFigures wrong =
        new LevelFigures(30, 1_000, 0, 400, 0, 1, 100, 900, 90, 300, 400, 1_000, 100, 300);

    Level level = judged(wrong, SampleLevels.AT_EASE);

    assertThat(level.verdict()).isEqualTo(LevelVerdict.INVALID);
    assertThat(level.reasons()).first().asString().startsWith("Little's law: 1000 were counted");
    assertThat(LittlesLaw.of(wrong).deviation()).isEqualTo(-0.6);
    assertThat(LittlesLaw.of(GOOD).holds()).isTrue();
  }

  @Test
  void whatTheEndsOfAWindowCutIsNoDisagreement() {
    // 100 a second for 4 s, of which five took 1 s and two of these were cut by an end.
    LevelFigures cut = fewLongUnits(Math.sqrt(2 * 0.5 * 0.5) / 4);
    LevelFigures whole = fewLongUnits(0);

    assertThat(judged(cut, SampleLevels.AT_EASE).verdict()).isEqualTo(LevelVerdict.HELD);
    assertThat(judged(whole, SampleLevels.AT_EASE).verdict()).isEqualTo(LevelVerdict.INVALID);
  }

  private static LevelFigures fewLongUnits(double edges) {
    return new LevelFigures(4, 1.14, edges, 100, 0, 1, 14.5, 0, 2, 17, 1_003, 100, 100, 0);
  }

  @Test
  void reasonsAndVerdictGoTogether() {
    assertThatThrownBy(
            () ->
                new Level(
                    10,
                    Hold.SHORT,
                    LevelVerdict.HELD,
                    List.of("but"),
                    false,
                    GOOD,
                    SampleLevels.AT_EASE,
                    Map.of()))
        .hasMessage("a level that is HELD cannot have the reasons [but]");
  }

  private static Level judged(LevelFigures figures, GeneratorUse generator) {
    return Level.judged(
        1_000, Hold.SHORT, false, SampleLevels.PROMISE, figures, generator, Map.of());
  }
}
