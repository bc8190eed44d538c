package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.history.RunIndex;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.report.page.LatencyOverTime;
import dev.holdfast.report.page.LoggedLatencies;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {

  private static final Path GALLERY = Path.of("target", "sample-reports");

  @Test
  void leavesEveryReportOfEachRunAndNoTemporaryFile() throws IOException {
    write(SampleRuns.clean(), SampleAssessments.PASS);
    write(SampleRuns.broken(), SampleAssessments.FAIL);
    write(SampleRuns.unreachable(), SampleAssessments.INVALID);

    RunIndex.write(GALLERY);

    Path folder = GALLERY.resolve(SampleRuns.broken().identity().run());
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "verdict.json",
              "junit.xml",
              "summary.md",
              "metrics.prom",
              "continuity.html",
              "intervals.hlog");
    }
  }

  @Test
  void keepsThePageOfAMillionReconnectionsSmall() throws IOException {
    RunRecord soak = SampleRuns.soak();

    write(soak, SampleAssessments.soak(soak));

    Path page = GALLERY.resolve(soak.identity().run()).resolve("continuity.html");
    assertThat(Files.size(page)).isLessThan(1_200_000);
  }

  @Test
  void hostileTextStopsNoReport(@TempDir Path folder) throws IOException {
    RunReport.write(
        folder.resolve("run"), HostileRun.run(), HostileRun.assessment(), new LatencyOverTime());

    try (var files = Files.list(folder.resolve("run"))) {
      assertThat(files).hasSize(5);
    }
  }

  private static void write(RunRecord run, Assessment assessment) throws IOException {
    Path folder = Files.createDirectories(GALLERY.resolve(run.identity().run()));
    log(folder.resolve("intervals.hlog"), run);
    RunReport.write(folder, run, assessment, LoggedLatencies.in(folder, run.durationMillis()));
  }

  static void log(Path file, RunRecord run) throws IOException {
    try (OutputStream out = new FileOutputStream(file.toFile())) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      log.outputBaseTime(run.identity().startedAt().toEpochMilli());
      log.outputStartTime(run.identity().startedAt().toEpochMilli());
      Random random = new Random(7);
      for (var interval : run.intervals()) {
        for (Phase phase : List.of(Phase.CONNECT, Phase.ACK, Phase.RESTORE)) {
          Histogram histogram = SampleRuns.histogram(60, 1_500 + 90 * phase.id().length(), random);
          histogram.setTag(new Series(phase, Cohort.ALL).tag());
          log.outputIntervalHistogram(
              interval.fromMillis() / 1000.0, interval.toMillis() / 1000.0, histogram, 1_000);
        }
      }
    }
  }
}
