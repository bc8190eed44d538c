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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What makes a run of several injectors the same as one of one process. */
final class SameRun {

  private SameRun() {}

  /**
   * Holds them against each other, and the run of several against what each of its injectors
   * recorded.
   *
   * @param said by all, for a test that fails
   */
  static void assertSame(
      GateProcess run, RunRecord alone, JsonNode verdictAlone, int injectors, String said)
      throws Exception {
    RunRecord together = RunJournal.read(run.run());
    JsonNode verdict = run.verdict();
    assertThat(together.abortReasons()).as(said).isEmpty();
    assertThat(verdict.get("verdict").asText())
        .as(said)
        .isEqualTo(verdictAlone.get("verdict").asText());
    assertThat(together.total().judged()).isEqualTo(together.total().planned()).isPositive();
    assertThat(together.total().planned()).isEqualTo(alone.total().planned());
    assertThat(planned(together)).isEqualTo(planned(alone));
    // Whether what was kept was a brief gap or a medium one is a matter of milliseconds, and so of
    // how busy the machine is, in one process too.
    assertThat(together.total().kept()).as(said).isEqualTo(alone.total().kept());
    assertSumOfItsParts(run.run(), together, injectors);
    assertThat(verdict.at("/users/peakConcurrent").asInt())
        .isEqualTo(verdictAlone.at("/users/peakConcurrent").asInt());
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
  private static void assertSumOfItsParts(Path runFolder, RunRecord whole, int injectors) {
    Map<Series, Histogram> times = new HashMap<>();
    Map<Cohort, Tally> tallies = new TreeMap<>();
    List<Path> parts = PartFolders.fromElsewhere(runFolder);
    assertThat(parts).hasSize(injectors);
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
