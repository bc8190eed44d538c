package dev.holdfast.measure.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.Recordings;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RunPartsTest {

  private static final int PROCESSES = 3;

  /** One thing that happened: in which process, to whom, how long it took, and whether it broke. */
  record Happened(int process, String gap, long micros, boolean broke) {}

  @Property(tries = 25)
  void severalProcessesTogetherRecordWhatOneWouldThatSawEverything(
      @ForAll("events") List<Happened> events) throws IOException {
    Path folder = Files.createTempDirectory("holdfast-parts-");
    try {
      Path one = folder.resolve("one");
      Path several = folder.resolve("several");
      record(one, events);
      for (int process = 1; process <= PROCESSES; process++) {
        int its = process;
        record(
            process == 1 ? several : PartFolders.of(several, process),
            events.stream().filter(event -> event.process() == its).toList());
      }

      RunRecord whole = RunJournal.read(one);
      RunRecord together = RunJournal.read(several);

      assertThat(together.tallies()).isEqualTo(whole.tallies());
      assertThat(together.anomalies()).isEqualTo(whole.anomalies());
      assertThat(together.latencies()).isEqualTo(whole.latencies());
      assertThat(together.events()).isEqualTo(whole.events());
      assertThat(together.lastGauge(RunRecorder.SESSIONS_ESTABLISHED)).isEqualTo(events.size());
      assertThat(together.generator().achievedOverPlanned())
          .isEqualTo(whole.generator().achievedOverPlanned());
      assertThat(together.peakConcurrentUsers()).isEqualTo(whole.peakConcurrentUsers());
      assertThat(together.witnesses()).hasSameSizeAs(whole.witnesses());
      assertThat(overTime(several)).isEqualTo(overTime(one));
      assertThat(together.complete()).isTrue();
    } finally {
      delete(folder);
    }
  }

  @Test
  void aPartThatWasKilledMakesTheWholeIncomplete() throws IOException {
    Path folder = Files.createTempDirectory("holdfast-parts-");
    try {
      record(folder, List.of());
      Path part = PartFolders.of(folder, 2);
      record(part, List.of(new Happened(2, "brief", 5, false)));
      Files.delete(JournalFiles.in(part).end());

      RunRecord together = RunJournal.read(folder);

      assertThat(together.complete()).isFalse();
      assertThat(together.endedBy()).isEqualTo("killed");
      assertThat(together.total().judged()).isEqualTo(1);
    } finally {
      delete(folder);
    }
  }

  @Test
  void theRunsOwnProcessIsNoPart() {
    assertThatThrownBy(() -> PartFolders.of(Path.of("run"), 1))
        .hasMessage("a part's number must be at least 2, got: 1");
  }

  @Provide
  Arbitrary<List<Happened>> events() {
    return Combinators.combine(
            Arbitraries.integers().between(1, PROCESSES),
            Arbitraries.of("brief", "medium"),
            Arbitraries.longs().between(0, 600_000_000),
            Arbitraries.of(true, false))
        .as(Happened::new)
        .list()
        .ofMaxSize(60);
  }

  private static void record(Path folder, List<Happened> events) {
    try (RunRecorder recorder = Recordings.start(folder)) {
      int cycle = 0;
      for (Happened event : events) {
        Cohorts of = Cohorts.of("gap", event.gap());
        int number = ++cycle;
        recorder.userStarted();
        recorder.planned(of);
        recorder.plannedStarts(1);
        recorder.started(event.broke() ? 10_000_000 : 0);
        recorder.judged(
            JudgedReturn.counted(
                of,
                event.broke() ? Recordings.broken(Anomaly.LOST_MESSAGE) : Recordings.KEPT,
                () -> Recordings.witness(number, Anomaly.LOST_MESSAGE)));
        recorder.latency(Phase.RESTORE, of, event.micros());
        recorder.lag(event.micros() % 1_000);
        recorder.event("reset");
        recorder.event("session-failed", event.broke() ? "not answered" : "not greeted");
        recorder.sessionEstablished();
      }
      recorder.finish(true, "");
    }
  }

  private static Map<Series, Histogram> overTime(Path folder) {
    Map<Series, Histogram> sums = new HashMap<>();
    RunJournal.histograms(
        folder,
        (from, to, series, micros) ->
            sums.computeIfAbsent(series, fresh -> new Histogram(3)).add(micros.histogram()));
    return sums;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = new ArrayList<>(all.toList());
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      Files.delete(files.get(i));
    }
  }
}
