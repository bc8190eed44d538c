package dev.holdfast.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.objectives.RunBuilder;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** How drift and windows stand in a report. */
class SoakObjectivesTest {

  private static final DriftDetector DETECTOR = new DriftDetector(0.99, 7);
  private static final Tolerance MEMORY =
      new Tolerance(65_536, 1e6, 8e6, 512e6, Duration.ofHours(24));

  /** None of these objectives asks the record: all they need is in the course. */
  @SuppressWarnings("NullAway")
  private static final RunRecord ANY = null;

  @Test
  void aLeakIsNamedWithItsSizeAndItsBeginning() {
    List<Observation> heap = new Curve(1).of(at -> 40e6 * Math.pow(1.01, at), 4e5, 0.3);

    ObjectiveResult result = judge(Figure.BACKEND_HEAP, heap);

    assertThat(result.status()).isEqualTo(Status.MISSED);
    assertThat(result.measured())
        .contains("creeps by", "MiB", " since 1 min 20 s", "at its limit in");
  }

  @Test
  void aFallingThroughputIsADriftToo() {
    List<Observation> falling = new Curve(2).of(at -> at < 30 ? 100 : 60, 2, 0);
    Tolerance tolerance = new Tolerance(1, 20, 20, Double.POSITIVE_INFINITY, Duration.ofHours(24));

    ObjectiveResult result =
        new SteadyObjective(Figure.THROUGHPUT, falling, tolerance, DETECTOR).judge(ANY);

    assertThat(result.status()).isEqualTo(Status.MISSED);
    assertThat(result.measured()).contains("steps from ", "/s since 5 min 10 s");
  }

  @Test
  void aSteadyFigureIsMet() {
    List<Observation> heap = new Curve(3).of(at -> 40e6, 1e6, 0.3);

    assertThat(judge(Figure.BACKEND_HEAP, heap).status()).isEqualTo(Status.MET);
  }

  @Test
  void whatWasNotMeasuredIsNeverMet() {
    assertThat(judge(Figure.BACKEND_HEAP, List.of()).status()).isEqualTo(Status.NOT_MEASURED);
    assertThat(judge(Figure.BACKEND_HEAP, new Curve(4).of(at -> 1, 0, 0).subList(0, 5)).status())
        .isEqualTo(Status.NOT_PROVEN);
  }

  @Test
  void aBadWindowMissesHoweverGoodTheRest() {
    Duration length = Duration.ofMinutes(10);
    Duration limit = Duration.ofMillis(500);
    TimeSeries.Window bad = new TimeSeries.Window(1_800_000, 2_400_000, 5_000, 800_000);
    TimeSeries.Window few = new TimeSeries.Window(0, 600_000, 20, 1_000);

    assertThat(new WindowObjective(Optional.of(bad), length, limit).judge(ANY))
        .returns(Status.MISSED, ObjectiveResult::status)
        .returns(
            "p99 800 ms (5,000 reconnections) from 30 min to 40 min", ObjectiveResult::measured);
    assertThat(new WindowObjective(Optional.of(few), length, limit).judge(ANY).status())
        .isEqualTo(Status.NOT_PROVEN);
    assertThat(new WindowObjective(Optional.empty(), length, limit).judge(ANY).status())
        .isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void residentMemoryMaySettleForLongerThanAHeap() {
    List<Observation> settling = new Curve(5).of(at -> 270e6 + 1.5e5 * at, 1e5, 0.3);
    List<Observation> leaking = new Curve(5).of(at -> 270e6 + 1.5e6 * at, 1e5, 0.3);

    assertThat(promised(Figure.BACKEND_HEAP, settling)).isEqualTo(Status.MISSED);
    assertThat(promised(Figure.BACKEND_RESIDENT, settling)).isEqualTo(Status.MET);
    assertThat(promised(Figure.BACKEND_RESIDENT, leaking)).isEqualTo(Status.MISSED);
  }

  /** By the tolerances that a soak has unless its user says otherwise. */
  private static Status promised(Figure figure, List<Observation> series) {
    RunPlan plan = RunPlan.of(Configuration.load(new Properties(), Map.of()));
    RunRecord run = RunBuilder.run().build();
    TimeSeries timeSeries = new TimeSeries(0, Map.of(figure, series), Optional.empty());
    return SoakObjectives.of(SoakPromise.of(plan), run, timeSeries).stream()
        .filter(objective -> objective instanceof SteadyObjective)
        .map(objective -> objective.judge(run))
        .filter(result -> result.title().startsWith(figure.title()))
        .findFirst()
        .orElseThrow()
        .status();
  }

  private static ObjectiveResult judge(Figure figure, List<Observation> series) {
    return new SteadyObjective(figure, series, MEMORY, DETECTOR).judge(ANY);
  }
}
