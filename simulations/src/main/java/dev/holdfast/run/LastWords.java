package dev.holdfast.run;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.history.RunFiles;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.report.ConsoleSummary;
import dev.holdfast.run.console.StartedIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a run says last. */
final class LastWords {

  private LastWords() {}

  /**
   * The lines, of which the last is where the report is.
   *
   * @param folder the run's
   * @param terminal whether they go to a terminal
   */
  static List<String> of(
      RunRecord run,
      Assessment assessment,
      BaselineComparison compared,
      Path folder,
      boolean terminal) {
    Map<String, String> environment = System.getenv();
    Path capacity = folder.resolve(RunFiles.CAPACITY_PAGE);
    Path page = Files.exists(capacity) ? capacity : folder.resolve(RunFiles.PAGE);
    return ConsoleSummary.lines(
        run,
        assessment,
        compared,
        StartedIn.seen(page),
        ConsoleSummary.wantsColour(environment, terminal),
        ConsoleSummary.columns(environment));
  }
}
