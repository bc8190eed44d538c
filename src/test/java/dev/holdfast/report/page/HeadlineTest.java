package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Assessor;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.lateness.Span;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Tally;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.report.SampleAssessments;
import dev.holdfast.report.SampleRuns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlineTest {

  @Test
  void aRunThatBrokeSaysWhatWasFound() {
    assertThat(Headline.of(SampleRuns.broken(), SampleAssessments.FAIL))
        .endsWith(" returns were broken: lost-message 41, late-restore 12, foreign-context 1.");
  }

  @Test
  void aRunThatPassedSaysWhatBrokeAllTheSame() {
    assertThat(Headline.beside(SampleRuns.broken(), SampleAssessments.PASS))
        .endsWith(
            ": lost-message 41, late-restore 12, foreign-context 1; the objectives allow that.");
    assertThat(Headline.of(SampleRuns.clean(), SampleAssessments.PASS))
        .isEqualTo("Every objective was met. The target was the backend that comes with Holdfast.");
  }

  @Test
  void aRunThatIsTooSmallMissedNothing() {
    assertThat(Headline.of(SampleRuns.clean(), failed(Status.MET, Status.NOT_PROVEN)))
        .isEqualTo("Nothing was missed, but 1 objective is not proven or not measured.");
  }

  @Test
  void aRunThatWasOnlySlowBrokeNothing() {
    assertThat(Headline.of(SampleRuns.clean(), failed(Status.MISSED, Status.MET)))
        .isEqualTo("A missed: 0, required ≥ 1.");
    assertThat(Headline.beside(SampleRuns.clean(), failed(Status.MISSED, Status.MET)))
        .isEqualTo("No return was broken.");
  }

  @Test
  void aRunThatFailedByAnythingElseThanWhatBrokeSaysSo() {
    assertThat(Headline.of(SampleRuns.broken(), failed(Status.MISSED, Status.MET)))
        .isEqualTo("A missed: 0, required ≥ 1.");
    assertThat(Headline.beside(SampleRuns.broken(), failed(Status.MISSED, Status.MET)))
        .startsWith("54 of 20,000 returns were broken: ")
        .endsWith("; the objectives allow that.");
  }

  @Test
  void whatTheGeneratorsLatenessExplainsIsNotAllowedAndNotHeldAgainstTheTarget() {
    ObjectiveResult kept =
        SampleAssessments.objective("continuity", "Kept", "≥ 1", "0", Status.MISSED, "")
            .explainedBy("late");
    ObjectiveResult established =
        SampleAssessments.objective("established", "There", "≥ 3", "2; 1 × no", Status.MISSED, "");
    Assessment both = new Assessment(Verdict.FAIL, List.of(), List.of(kept, established), 1);

    assertThat(Headline.of(SampleRuns.broken(), both)).isEqualTo("There missed: 2, required ≥ 3.");
    assertThat(Headline.beside(SampleRuns.broken(), both))
        .startsWith("54 of 20,000 returns were broken: ")
        .endsWith("; the generator's own lateness can explain that.");
    assertThat(Headline.told(SampleRuns.broken(), both)).isEmpty();
    assertThat(Headline.told(SampleRuns.clean(), failed(Status.MISSED, Status.MET)))
        .containsExactly("A: missed, 0");
  }

  @Test
  void whatNoObjectiveAllowsIsNotCalledAllowed() {
    Assessment foreign =
        new Assessment(
            Verdict.FAIL,
            List.of(),
            List.of(
                SampleAssessments.objective("continuity", "Kept", "≥ 1", "1", Status.MET, ""),
                SampleAssessments.objective(
                    "no-foreign-context", "No other's data", "0", "1", Status.MISSED, "")),
            1);

    assertThat(Headline.of(SampleRuns.broken(), foreign))
        .isEqualTo("No other's data missed: 1, required 0.");
    assertThat(Headline.beside(SampleRuns.broken(), foreign))
        .startsWith("54 of 20,000 returns were broken: ")
        .endsWith("foreign-context 1.");
  }

  @Test
  void whereReturnsShowSeveralAnomaliesItSaysThatTheirSumIsMore() {
    RunRecord twice =
        RunRecordBuilder.from(SampleRuns.broken())
            .anomalies(Map.of(Anomaly.LOST_MESSAGE, 54L, Anomaly.LOST_MEMORY, 54L))
            .build();

    assertThat(Headline.of(twice, SampleAssessments.FAIL))
        .contains("54 of 20,000 returns were broken: ")
        .endsWith(" (some show several).");
  }

  @Test
  void itSaysAfterWhichLossesMostWereBroken() {
    Tally kept = new Tally(8, Map.of(Outcome.PRESERVED, 8L));
    Tally some = new Tally(9, Map.of(Outcome.PRESERVED, 8L, Outcome.BROKEN, 1L));
    Tally most = new Tally(9, Map.of(Outcome.BROKEN, 9L));

    assertThat(Headline.where(Map.of(loss("close"), kept, loss("reset"), some, loss("gone"), most)))
        .contains("broken after gone 9 of 9; after reset 1 of 9");
    assertThat(Headline.where(Map.of(loss("close"), kept, loss("reset"), kept))).isEmpty();
    assertThat(Headline.where(Map.of(loss("gone"), most))).isEmpty();
    assertThat(
            Headline.worstLosses(
                Map.of(loss("close"), kept, loss("reset"), some, loss("gone"), most)))
        .containsExactly("gone", "reset");
  }

  @Test
  void itSaysHowManyWereBrokenAfterLossesThatItDoesNotName() {
    Tally one = new Tally(9, Map.of(Outcome.PRESERVED, 8L, Outcome.BROKEN, 1L));

    assertThat(
            Headline.where(
                Map.of(
                    loss("a"), one, loss("b"), one, loss("c"), one, loss("d"), one, loss("e"),
                    one)))
        .hasValueSatisfying(told -> assertThat(told).endsWith("; after other losses 2"));
  }

  @Test
  void moreKindsThanItNamesAreCounted() {
    RunRecord four =
        RunRecordBuilder.from(SampleRuns.broken())
            .anomalies(
                Map.of(
                    Anomaly.LOST_MESSAGE, 50L,
                    Anomaly.LOST_MEMORY, 2L,
                    Anomaly.BLOCKED, 1L,
                    Anomaly.STALE_CONTEXT, 1L))
            .build();

    assertThat(Headline.of(four, SampleAssessments.FAIL)).endsWith(" and 1 more kind.");
  }

  @Test
  void whereAllThatBrokeCameBackInAPartOfTheRunItSaysWhen() {
    RunRecord brief =
        RunRecordBuilder.from(SampleRuns.broken())
            .durationMillis(60_000)
            .intervals(
                List.of(
                    interval(0, 30_000, 0),
                    interval(30_000, 35_000, 50),
                    interval(35_000, 40_000, 4),
                    interval(40_000, 60_000, 0)))
            .build();

    assertThat(Headline.when(brief)).hasValue(new Span(30_000, 40_000));
    assertThat(Headline.when(RunRecordBuilder.from(brief).durationMillis(20_000).build()))
        .isEmpty();
    assertThat(Headline.when(SampleRuns.clean())).isEmpty();
  }

  @Test
  void aSmokeRunThatBrokeNothingSaysWhatItFailedBy() {
    Assessment smoke =
        new Assessment(
            Verdict.FAIL,
            true,
            List.of("There: missed, 2"),
            List.of(),
            failed(Status.MISSED, Status.MISSED).objectives(),
            1);
    RunRecord late =
        RunRecordBuilder.from(SampleRuns.clean())
            .tallies(
                Map.of(
                    Cohort.ALL, new Tally(5, Map.of(Outcome.PRESERVED, 4L, Outcome.BROKEN, 1L)),
                    Cohort.ONLY_LATE, new Tally(1, Map.of(Outcome.BROKEN, 1L))))
            .build();

    assertThat(Headline.of(late, smoke)).isEqualTo("There: missed, 2.");
    assertThat(Headline.beside(late, smoke)).isEqualTo("No return was broken.");
    assertThat(Headline.told(late, smoke)).as("its other reasons are told below").isEmpty();
  }

  @Test
  void whatWasNotMeasuredIsNotCalledProven() {
    assertThat(Headline.of(SampleRuns.broken(), failed(Status.MET, Status.NOT_MEASURED)))
        .isEqualTo("Nothing was missed, but 1 objective is not proven or not measured.");
    assertThat(Headline.beside(SampleRuns.broken(), failed(Status.MET, Status.NOT_MEASURED)))
        .endsWith("; the objectives allow that.");
  }

  private static Interval interval(long from, long to, long broken) {
    Tally tally = new Tally(100, Map.of(Outcome.PRESERVED, 100 - broken, Outcome.BROKEN, broken));
    return new Interval(from, to, Map.of(Cohort.ALL, tally), Map.of(), Map.of(), Map.of());
  }

  @Test
  void aRunThatTheGeneratorMadeInvalidNamesTheGenerator() {
    Assessment late =
        new Assessment(Verdict.INVALID, List.of(Assessor.LATE + "0:00 to 0:05"), List.of(), 1);
    Assessment both =
        new Assessment(
            Verdict.INVALID, List.of("killed", Assessor.LATE + "0:00 to 0:05"), List.of(), 1);
    Assessment stopped = new Assessment(Verdict.INVALID, List.of("killed"), List.of(), 1);

    assertThat(Headline.of(SampleRuns.clean(), late)).startsWith("The load generator");
    assertThat(Headline.of(SampleRuns.clean(), both)).startsWith("This run can say nothing");
    assertThat(Headline.of(SampleRuns.clean(), stopped)).startsWith("This run can say nothing");
  }

  private static Cohort loss(String by) {
    return new Cohort("disruption", by);
  }

  private static Assessment failed(Status one, Status other) {
    List<ObjectiveResult> results =
        List.of(
            SampleAssessments.objective("a", "A", "≥ 1", "0", one, ""),
            SampleAssessments.objective("b", "B", "≥ 1", "1", other, ""));
    return new Assessment(Verdict.FAIL, List.of(), results, 1);
  }
}
