package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.assessment.Assessor;
import dev.holdfast.assessment.ValidityRules;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.history.RunFiles;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.objectives.ContinuityObjective;
import dev.holdfast.report.page.LatencyOverTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recording process that is killed at any moment leaves a report of all but its last interval.
 */
class KilledRunReportTest {

  private static final Assessor ASSESSOR =
      new Assessor(List.of(new ContinuityObjective(0.999, 0.95)), ValidityRules.standard());

  @TempDir Path root;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void aReportIsMadeThatMissesAtMostOneInterval() throws Exception {
    killed(2);
  }

  @Test
  @Tag("long")
  @Timeout(value = 240, unit = TimeUnit.SECONDS)
  void twentyTimesAReportIsMadeThatMissesAtMostOneInterval() throws Exception {
    killed(20);
  }

  private void killed(int times) throws Exception {
    Random random = new Random(20261122);
    for (int kill = 0; kill < times; kill++) {
      killed(root.resolve("run-" + kill), Duration.ofMillis(random.nextInt(1_000)));
    }
  }

  private static void killed(Path folder, Duration after) throws Exception {
    Path ticks = folder.resolveSibling(folder.getFileName() + ".ticks");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path", ""),
                TickingProcess.class.getName(),
                folder.toString(),
                ticks.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolveSibling(folder.getFileName() + ".out").toFile())
            .start();
    try {
      await("the first interval")
          .atMost(Duration.ofMinutes(1))
          .until(() -> Files.exists(ticks) && Files.size(ticks) > 0);
      assertThat(process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS))
          .as("ended by itself before it was killed")
          .isFalse();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

    long begun = Files.size(ticks);
    LatencyOverTime overTime = new LatencyOverTime();
    RunRecord run = RunJournal.read(folder, overTime::within);
    var assessment = ASSESSOR.assess(run);
    RunReport.write(folder, run, assessment, overTime);

    assertThat(ticksOnDisk(run))
        .as("intervals on disk of those whose writing had begun")
        .isBetween(begun - 1, begun);
    assertThat(run.abortReasons()).isEmpty();
    assertThat(assessment.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(Files.readString(folder.resolve(RunFiles.PAGE)))
        .contains("INVALID", "ended early by killed", "</html>");
  }

  /**
   * Intervals with a tick, each one more than the one before: a slow start may leave some without.
   */
  private static long ticksOnDisk(RunRecord run) {
    List<Double> ticks =
        run.intervals().stream()
            .map(interval -> interval.gauges().get(TickingProcess.TICKS))
            .dropWhile(Objects::isNull)
            .toList();
    assertThat(ticks)
        .isEqualTo(
            LongStream.rangeClosed(1, ticks.size()).mapToObj(each -> (double) each).toList());
    return ticks.size();
  }
}
