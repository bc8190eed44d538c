package dev.holdfast.report;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.history.RunFiles;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.files.AtomicFile;
import dev.holdfast.remedy.Remedies;
import dev.holdfast.report.page.ContinuityPage;
import dev.holdfast.report.page.LatencyOverTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Every report of one run: what a judged run leaves in its folder beside the recorded data. */
public final class RunReport {

  private RunReport() {}

  /**
   * Writes {@code verdict.json}, {@code junit.xml}, {@code summary.md}, {@code metrics.prom} and
   * {@code continuity.html}, each whole or not at all, replacing older ones.
   *
   * @param runFolder the run's folder; made if absent
   * @param overTime how its latencies went
   * @return how the run differs from the last PASS beside it, as all of these files tell it
   * @throws IOException if a file cannot be written
   */
  public static BaselineComparison write(
      Path runFolder, RunRecord run, Assessment assessment, LatencyOverTime overTime)
      throws IOException {
    Files.createDirectories(runFolder);
    BaselineComparison compared = BaselineComparison.of(runFolder, run, assessment);
    AtomicFile.write(
        runFolder.resolve(RunFiles.VERDICT), VerdictJson.of(run, assessment, compared));
    AtomicFile.write(runFolder.resolve("junit.xml"), JunitXml.of(run, assessment));
    AtomicFile.write(
        runFolder.resolve("summary.md"), SummaryMarkdown.of(run, assessment, compared));
    AtomicFile.write(runFolder.resolve("metrics.prom"), OpenMetricsText.of(run, assessment));
    AtomicFile.write(
        runFolder.resolve(RunFiles.PAGE),
        ContinuityPage.of(
            run,
            assessment,
            compared,
            Remedies.of(run, assessment),
            overTime.points(),
            Files.exists(runFolder.resolve(RunFiles.CAPACITY))));
    return compared;
  }
}
