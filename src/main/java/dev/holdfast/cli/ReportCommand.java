package dev.holdfast.cli;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.history.RunFiles;
import dev.holdfast.history.RunIndex;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.promises.PromisesJson;
import dev.holdfast.report.ConsoleSummary;
import dev.holdfast.report.RunReport;
import dev.holdfast.report.capacity.CapacityReport;
import dev.holdfast.report.page.LatencyOverTime;
import dev.holdfast.soak.PartialRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a recorded run again and makes its reports again. */
@Command(
    name = "report",
    description =
        "Reads a run from its folder, judges it by the objectives it was started with, and writes"
            + " all its reports again. Works for a run that was killed, too.")
final class ReportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN_FOLDER", description = "a folder that a run was recorded in")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private Path folder;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(folder.resolve(RunFiles.CAPACITY))) {
      CapacityReport.report(folder);
      spec.commandLine().getOut().println(folder.resolve(RunFiles.CAPACITY_PAGE));
      if (!RunFiles.isRun(folder)) {
        return ExitCode.OK;
      }
    }
    LatencyOverTime overTime = new LatencyOverTime();
    RunRecord run = PartialRun.reported(RunJournal.read(folder, overTime::within));
    Assessment assessment = PromisesJson.of(run.identity()).assess(run, folder);
    BaselineComparison compared = RunReport.write(folder, run, assessment, overTime);
    refreshIndex();
    boolean colour = ConsoleSummary.wantsColour(System.getenv(), Terminal.isThere());
    int columns = ConsoleSummary.columns(System.getenv());
    ConsoleSummary.lines(run, assessment, compared, page(), colour, columns)
        .forEach(spec.commandLine().getOut()::println);
    return ExitCode.of(assessment.verdict());
  }

  private Path page() {
    Path capacity = folder.resolve(RunFiles.CAPACITY_PAGE);
    return Files.exists(capacity) ? capacity : folder.resolve(RunFiles.PAGE);
  }

  /** Only an index that is there already: a folder sent by a colleague needs none around it. */
  private void refreshIndex() throws IOException {
    Path root = folder.toAbsolutePath().normalize().getParent();
    if (root != null && Files.exists(root.resolve(RunIndex.PAGE))) {
      RunIndex.write(root);
    }
  }
}
