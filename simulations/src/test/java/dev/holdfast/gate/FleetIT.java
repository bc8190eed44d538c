package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.RunJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over several injectors is the same run as one process. */
final class FleetIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void aGateOfThreeInjectorsIsTheSameAsOneProcess() throws Exception {
    String[] small =
        SmallGate.with(
            "holdfast.users=62", "holdfast.duration=6s", "holdfast.ramp=2s", "holdfast.smoke=true");
    GateProcess one = GateProcess.start(Files.createDirectories(folder.resolve("one")), small);
    one.await(PATIENCE);
    RunRecord alone = RunJournal.read(one.run());

    try (FleetRun fleet = FleetRun.of(folder, 3, small)) {
      GateProcess run = fleet.start("ReleaseGateSimulation");
      for (int index = 0; index < 3; index++) {
        fleet.inject(index);
      }
      int code = run.await(PATIENCE);
      for (InjectorProcess injector : fleet.injectors()) {
        assertThat(injector.await(Duration.ofSeconds(20))).as(fleet.said()).isZero();
      }
      RunRecord together = RunJournal.read(run.run());
      JsonNode verdict = run.verdict();
      assertThat(together.abortReasons()).as(fleet.said()).isEmpty();
      assertThat(verdict.get("verdict").asText())
          .as(fleet.said())
          .isEqualTo(one.verdict().get("verdict").asText());
      assertThat(code).isZero();
      assertThat(together.total().judged()).isEqualTo(together.total().planned()).isPositive();
      assertThat(planned(together)).isEqualTo(planned(alone));
      assertThat(together.total()).isEqualTo(alone.total());
      assertSumOfItsParts(run.run(), together);
      assertThat(verdict.at("/users/peakConcurrent").asInt())
          .isEqualTo(one.verdict().at("/users/peakConcurrent").asInt());
    }
  }

  /**
   * How many returns were planned in each cycle. By which loss depends on a user's number, which
   * hangs on the order in which Gatling lets users of several scenarios arrive, in one process too.
   */
  private static Map<Cohort, Long> planned(RunRecord run) {
    Map<Cohort, Long> planned = new TreeMap<>();
    run.tallies()
        .forEach(
            (cohort, tally) -> {
              if (cohort.equals(Cohort.ALL) || cohort.dimension().equals("cycle")) {
                planned.put(cohort, tally.planned());
              }
            });
    return planned;
  }

  /** To the count and to the bucket, but for lateness, of which the latest one's counts. */
  private static void assertSumOfItsParts(Path runFolder, RunRecord whole) {
    Map<Series, Histogram> times = new HashMap<>();
    Map<Cohort, Tally> tallies = new TreeMap<>();
    List<Path> parts = PartFolders.fromElsewhere(runFolder);
    assertThat(parts).hasSize(3);
    for (Path part : parts) {
      RunRecord its = RunJournal.read(part);
      its.latencies()
          .forEach(
              (series, micros) ->
                  times.computeIfAbsent(series, fresh -> new Histogram(3)).add(micros));
      its.tallies().forEach((cohort, tally) -> tallies.merge(cohort, tally, Tally::plus));
    }
    Series lag = new Series(Phase.LAG, Cohort.ALL);
    times.remove(lag);
    Map<Series, Histogram> merged = new HashMap<>(whole.latencies());
    merged.remove(lag);
    assertThat(whole.tallies()).isEqualTo(tallies);
    assertThat(merged).isEqualTo(times);
  }
}
