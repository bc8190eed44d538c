package dev.holdfast.objectives;

import static dev.holdfast.objectives.RunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Assessor;
import dev.holdfast.assessment.ValidityRules;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.lateness.TimedWithin;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorGauges;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What a generator that was late itself can explain, and what it cannot. */
class LateRunTest {

  private static final double IN_TIME = 20;
  private static final double LATE = 180;

  private final Assessor continuity =
      new Assessor(List.of(new ContinuityObjective(0.999, 0.95)), ValidityRules.standard());

  @Test
  void whatIsMetThoughTheGeneratorWasLatePassesAndSaysSo() {
    Assessment assessment =
        continuity.assess(
            run().interval(LATE, 1_000, 0, 0, 0).interval(IN_TIME, 4_000, 0, 0, 0).build());

    assertThat(assessment.verdict()).isEqualTo(Verdict.PASS);
    assertThat(assessment.reasons()).isEmpty();
    assertThat(assessment.notes())
        .containsExactly(
            "the generator ran late in 0:00 to 0:05 (lag p99 up to 180 ms where"
                + " 100 ms is allowed); 1,000 of 5,000 returns were judged then; every objective was"
                + " met all the same");
  }

  @Test
  void sessionsThatNobodyGreetedInTimeWhileTheGeneratorWasLateMakeTheRunInvalid() {
    String silence = SilentCause.NO_GREETING.words() + " 5000 ms";

    assertThat(established(run().sessions(LATE, 50, silence, 50).sessions(IN_TIME, 60, silence, 0)))
        .isEqualTo(Verdict.INVALID);
    assertThat(
            established(
                run()
                    .sessions(LATE, 50, silence, 40)
                    .sessions(IN_TIME, 50, silence, 0)
                    .sessions(IN_TIME, 50, silence, 0)
                    .sessions(IN_TIME, 60, silence, 10)))
        .isEqualTo(Verdict.FAIL);
    assertThat(
            established(
                run().sessions(LATE, 50, "status 500", 50).sessions(IN_TIME, 60, "status 500", 0)))
        .isEqualTo(Verdict.FAIL);
  }

  private static Verdict established(RunBuilder run) {
    return new Assessor(List.of(new EstablishedObjective(0.99)), ValidityRules.standard())
        .assess(run.build())
        .verdict();
  }

  @Test
  void theLatestOfSeveralInjectorsIsNamed() {
    RunRecord run = run().interval(LATE, 1_000, 0, 0, 0).interval(IN_TIME, 4_000, 0, 0, 0).build();
    Interval late = run.intervals().get(0);
    Map<String, Double> gauges = new HashMap<>(late.gauges());
    gauges.put(GeneratorGauges.LATEST_INJECTOR, 77.0);
    List<Interval> intervals = new ArrayList<>(run.intervals());
    intervals.set(
        0,
        new Interval(
            late.fromMillis(),
            late.toMillis(),
            late.tallies(),
            late.anomalies(),
            late.events(),
            gauges));

    assertThat(
            continuity
                .assess(RunRecordBuilder.from(run).intervals(intervals).build())
                .notes()
                .get(0))
        .contains("where 100 ms is allowed, the latest was injector 77); ");
  }

  @Test
  void timesMissedWhereTheGeneratorWasLateMakeTheRunInvalid() {
    Assessment assessment =
        continuity.assess(
            run()
                .interval(LATE, 900, 60, 40, 0)
                .interval(IN_TIME, 100, 0, 0, 0)
                .interval(IN_TIME, 4_000, 0, 0, 0)
                .build());

    assertThat(assessment.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(assessment.objectives())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.status()).isEqualTo(ObjectiveResult.Status.MISSED);
              assertThat(result.explained()).isTrue();
              assertThat(result.why())
                  .contains("the generator's own lateness can explain it: 100 %");
            });
    assertThat(assessment.reasons()).hasSize(2);
    assertThat(assessment.reasons().get(0)).startsWith("the generator ran late in 0:00 to 0:05");
  }

  @Test
  void timesMissedSoonAfterItWasLateAreExplainedAsWell() {
    assertThat(
            continuity
                .assess(
                    run().interval(LATE, 0, 0, 0, 0).interval(IN_TIME, 4_900, 100, 0, 0).build())
                .verdict())
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void timesMissedWhereItWasInTimeFailIfTheyAreEnoughByThemselves() {
    RunBuilder run =
        run()
            .interval(LATE, 900, 100, 0, 0)
            .interval(IN_TIME, 1_000, 0, 0, 0)
            .interval(IN_TIME, 2_900, 60, 40, 0);

    assertThat(continuity.assess(run.build()).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void wrongContentFailsHoweverLateTheGeneratorWas() {
    Assessment assessment = continuity.assess(run().interval(LATE, 4_900, 50, 0, 50).build());

    assertThat(assessment.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(assessment.reasons()).singleElement().asString().startsWith("Sessions kept: missed");
  }

  @Test
  void noAnomalyOfContentIsEverExplained() {
    for (Anomaly anomaly : Anomaly.values()) {
      if (anomaly.isOfTime()) {
        continue;
      }
      RunRecord run = run().interval(LATE, 5_000, 0, 0, 0).anomaly(anomaly, 1).build();
      Assessor assessor =
          new Assessor(List.of(NoAnomalyObjective.of(anomaly)), ValidityRules.standard());

      assertThat(assessor.assess(run).verdict()).as(anomaly.id()).isEqualTo(Verdict.FAIL);
    }
  }

  @Test
  void onlyWhatDidNotComeInTimeIsOfTime() {
    assertThat(List.of(Anomaly.values()).stream().filter(Anomaly::isOfTime))
        .containsExactly(Anomaly.LATE_RESTORE, Anomaly.NO_ANSWER);
  }

  @Test
  void aLatencyMissedInLateIntervalsOnlyMakesTheRunInvalid() {
    for (Statistic statistic : List.of(Statistic.MAX, Statistic.MEAN)) {
      Assessment assessment = connect(statistic, List.of(900_000L), List.of(20_000L));

      assertThat(assessment.verdict()).as(statistic.label()).isEqualTo(Verdict.INVALID);
      assertThat(assessment.reasons().get(1)).contains(" (1 connection) without it");
    }
  }

  @Test
  void aLatencyMissedWithoutThemTooFails() {
    for (Statistic statistic : List.of(Statistic.MAX, Statistic.MEAN)) {
      assertThat(connect(statistic, List.of(20_000L), List.of(900_000L)).verdict())
          .as(statistic.label())
          .isEqualTo(Verdict.FAIL);
    }
  }

  @Test
  void aLatencyThatWasMeasuredWhileLateOnlyIsExplained() {
    assertThat(connect(Statistic.MAX, List.of(900_000L), List.of()).verdict())
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void growthOfTheTargetIsNeverExplained() {
    Assessor assessor =
        new Assessor(
            List.of(new GrowthObjective("heap", "Heap", "before", "after", 0.05, 1)),
            ValidityRules.standard());

    assertThat(
            assessor
                .assess(
                    run()
                        .interval(LATE, 5_000, 0, 0, 0)
                        .sample("before", 100)
                        .sample("after", 200)
                        .build())
                .verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void aSampledTimeIsExplainedAndASampledCountIsNot() {
    assertThat(sampled("bombardment-max-millis", LATE)).isEqualTo(Verdict.INVALID);
    assertThat(sampled("bombardment-max-millis", IN_TIME)).isEqualTo(Verdict.FAIL);
    assertThat(sampled("queued.wrong", LATE)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void tooLittleIsNoWordAgainstATargetOfWhichTheRestIsExplained() {
    Assessor both =
        new Assessor(
            List.of(
                new ContinuityObjective(0.999, 0.95),
                new CountObjective("time", "A time", "x-max-millis", 0, 1)),
            ValidityRules.standard());

    assertThat(
            both.assess(run().interval(LATE, 100, 0, 0, 0).sample("x-max-millis", 2).build())
                .verdict())
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  void aSmokeRunPassesUnlessSomethingBroke() {
    assertThat(smoke(run().interval(IN_TIME, 20, 0, 0, 0)).title()).isEqualTo("PASS (smoke)");
    assertThat(smoke(run().interval(IN_TIME, 18, 2, 0, 0)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(smoke(run().interval(IN_TIME, 18, 0, 2, 0)).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(smoke(run().interval(LATE, 18, 0, 2, 0)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(smoke(run().interval(LATE, 18, 0, 0, 2)).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(smoke(run().judged(0, 0)).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void aSmokeRunSaysWhatWasKeptAndThatItProvesNothing() {
    Assessment assessment = smoke(run().peakUsers(3).interval(IN_TIME, 18, 2, 0, 0));

    assertThat(assessment.proof()).isEqualTo("smoke");
    assertThat(assessment.notes().get(0))
        .isEqualTo(
            "smoke run: 18 of 20 returns kept their session, 2 more came back whole but late; it"
                + " is too short to prove a percentage");
    assertThat(assessment.notes().get(1)).contains("Sessions kept (missed here)");
  }

  @Test
  void aSmokeRunFailsByAnAnomalyThatNoReturnShowed() {
    assertThat(
            smoke(run().interval(IN_TIME, 20, 0, 0, 0).anomaly(Anomaly.FOREIGN_CONTEXT, 1))
                .reasons())
        .containsExactly("0 of 20 returns were broken: foreign-context 1");
  }

  /** As the headline of its page has them, which then need not say the same twice. */
  @Test
  void aSmokeRunNamesWhatWasFoundMostFirst() {
    assertThat(
            smoke(run().interval(IN_TIME, 20, 0, 0, 1).anomaly(Anomaly.FOREIGN_CONTEXT, 3))
                .reasons())
        .containsExactly("1 of 21 returns were broken: foreign-context 3, lost-message 1");
  }

  @Test
  void aSmokeRunSaysHowManyBrokeWhileTheGeneratorWasOnTime() {
    assertThat(
            smoke(
                    run()
                        .interval(LATE, 5, 0, 2, 0)
                        .interval(IN_TIME, 0, 0, 0, 0)
                        .interval(IN_TIME, 5, 0, 3, 0))
                .reasons())
        .singleElement()
        .asString()
        .startsWith("5 of 15 returns were broken, 3 of them while the generator was on time: ");
  }

  private Assessment smoke(RunBuilder of) {
    return continuity.assess(of.setting("holdfast.smoke", "true").build());
  }

  private static Verdict sampled(String name, double lag) {
    return new Assessor(
            List.of(new CountObjective("it", "It", name, 0, 1)), ValidityRules.standard())
        .assess(run().interval(lag, 5_000, 0, 0, 0).sample(name, 2).build())
        .verdict();
  }

  private static Assessment connect(Statistic statistic, List<Long> late, List<Long> inTime) {
    RunBuilder run =
        run()
            .interval(LATE, 2_000, 0, 0, 0)
            .interval(IN_TIME, 1_000, 0, 0, 0)
            .interval(IN_TIME, 2_000, 0, 0, 0);
    Histogram left = new Histogram(3);
    inTime.forEach(left::recordValue);
    late.forEach(each -> run.latency(Phase.CONNECT, Cohort.ALL, each));
    inTime.forEach(each -> run.latency(Phase.CONNECT, Cohort.ALL, each));
    TimedWithin timed =
        times -> {
          assertThat(times.told()).isEqualTo("0:10 to 0:15");
          return Map.of(new Series(Phase.CONNECT, Cohort.ALL), left);
        };
    return new Assessor(
            List.of(
                new LatencyObjective(
                    "connect",
                    "Connect",
                    Phase.CONNECT,
                    Cohort.ALL,
                    statistic,
                    Duration.ofMillis(400))),
            ValidityRules.standard())
        .assess(run.build(), timed);
  }
}
