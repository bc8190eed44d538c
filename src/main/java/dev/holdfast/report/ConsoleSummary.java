package dev.holdfast.report;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.Assessment;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;

/** The last lines of a run on the console: the verdict, its grounds, and where the report lies. */
public final class ConsoleSummary {

  private final boolean colour;
  private final List<String> lines = new ArrayList<>();

  private ConsoleSummary(boolean colour) {
    this.colour = colour;
  }

  /**
   * The closing block, one line each, without line ends.
   *
   * @param compared how the run differs from the last PASS, as {@link RunReport} returned it
   * @param runFolder where the run's files lie
   * @param colour whether to mark the verdict with ANSI colours; the words say the same
   */
  public static List<String> lines(
      RunRecord run,
      Assessment assessment,
      BaselineComparison compared,
      Path runFolder,
      boolean colour) {
    ConsoleSummary summary = new ConsoleSummary(colour);
    summary.run(run);
    summary.verdict(assessment);
    summary.objectives(assessment.objectives());
    summary.anomalies(run);
    summary.lines.add("  last PASS  " + ShownText.of(compared.sentence()));
    summary.lines.add("  report     " + runFolder.resolve(RunReport.PAGE));
    return List.copyOf(summary.lines);
  }

  /**
   * Whether a console wants colours: it is a terminal, and {@code NO_COLOR} (no-color.org) is unset
   * or empty.
   *
   * @param environment the process's environment variables
   * @param terminal whether the output goes to a terminal
   */
  public static boolean wantsColour(Map<String, String> environment, boolean terminal) {
    return terminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  private void run(RunRecord run) {
    RunIdentity identity = run.identity();
    lines.add("");
    lines.add(
        "  "
            + ShownText.of(identity.simulation())
            + " against "
            + ShownText.of(identity.target())
            + ", "
            + Figure.count(run.peakConcurrentUsers())
            + (run.peakConcurrentUsers() == 1 ? " user, " : " users, ")
            + Figure.duration(run.durationMillis())
            + ", time scale "
            + identity.timeScale());
    lines.add("");
  }

  private void verdict(Assessment assessment) {
    Verdict verdict = assessment.verdict();
    lines.add("  " + painted(Glyph.of(verdict) + " " + verdict, verdict == Verdict.PASS));
    for (String reason : assessment.reasons()) {
      String wrapped = WordUtils.wrap(ShownText.of(reason), ObjectiveTable.WIDTH - 6, "\n", true);
      List<String> parts = wrapped.lines().toList();
      for (int i = 0; i < parts.size(); i++) {
        lines.add((i == 0 ? "    " : "      ") + parts.get(i));
      }
    }
    lines.add("");
  }

  private void objectives(List<ObjectiveResult> objectives) {
    for (ObjectiveTable.Line line : ObjectiveTable.of(objectives)) {
      String text = "  " + painted(line.sign(), line.met()) + " " + line.text() + "  ";
      lines.add((text + painted(line.standing(), line.met())).stripTrailing());
    }
    if (!objectives.isEmpty()) {
      lines.add("");
    }
  }

  private void anomalies(RunRecord run) {
    String found =
        run.anomalies().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey().id() + " " + Figure.count(entry.getValue()))
            .collect(Collectors.joining(", "));
    lines.add("  anomalies  " + (found.isEmpty() ? "none" : found));
  }

  private String painted(String text, boolean good) {
    if (!colour || text.isEmpty()) {
      return text;
    }
    return (good ? "\u001B[32m" : "\u001B[31m") + text + "\u001B[0m";
  }
}
