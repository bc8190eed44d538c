package dev.holdfast.report;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.objectives.Assessment;
import dev.holdfast.remedy.Remedies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Every report of one run: what a judged run leaves in its folder beside the recorded data. */
public final class RunReport {

  /** The page for people. */
  public static final String PAGE = "continuity.html";

  /** The verdict and figures for programs. */
  public static final String VERDICT = "verdict.json";

  private static final String JOURNAL = "run.json";

  private RunReport() {}

  /** Whether a run was recorded in a folder, so that it has these reports, or can have them. */
  public static boolean isRun(Path folder) {
    return Files.exists(folder.resolve(JOURNAL));
  }

  /**
   * Writes {@code verdict.json}, {@code junit.xml}, {@code summary.md}, {@code metrics.prom} and
   * {@code continuity.html}, each whole or not at all, replacing older ones.
   *
   * @param runFolder the run's folder; made if absent. Its {@code intervals.hlog}, if any, is read
   *     for latencies over time
   * @return how the run differs from the last PASS beside it, as all of these files tell it
   * @throws IOException if a file cannot be written
   */
  public static BaselineComparison write(Path runFolder, RunRecord run, Assessment assessment)
      throws IOException {
    Files.createDirectories(runFolder);
    BaselineComparison compared = BaselineComparison.of(runFolder, run, assessment);
    AtomicFile.write(runFolder.resolve(VERDICT), VerdictJson.of(run, assessment, compared));
    AtomicFile.write(runFolder.resolve("junit.xml"), JunitXml.of(run, assessment));
    AtomicFile.write(
        runFolder.resolve("summary.md"), SummaryMarkdown.of(run, assessment, compared));
    AtomicFile.write(runFolder.resolve("metrics.prom"), OpenMetricsText.of(run, assessment));
    Map<Series, List<LatencyOverTime.Point>> overTime =
        LatencyOverTime.read(runFolder, run.durationMillis());
    AtomicFile.write(
        runFolder.resolve(PAGE),
        ContinuityPage.of(
            run,
            assessment,
            compared,
            Remedies.of(run, assessment),
            overTime,
            Files.exists(runFolder.resolve(CapacityReport.RECORD))));
    return compared;
  }
}
