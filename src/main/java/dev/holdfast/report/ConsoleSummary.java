package dev.holdfast.report;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.history.RunFiles;
import dev.holdfast.markup.Glyph;
import dev.holdfast.markup.ShownText;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.remedy.Remedies;
import dev.holdfast.remedy.Remedy;
import dev.holdfast.wording.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;

/** The last lines of a run on the console: the verdict, its grounds, and where the report lies. */
public final class ConsoleSummary {

  /** What a build server's log shows without breaking lines. */
  static final int WIDEST = 120;

  private static final int NARROWEST = 80;
  private static final String LABEL = "  %-11s";
  private static final String UNDER_LABEL = " ".repeat(13);

  private final boolean colour;
  private final int columns;
  private final List<String> lines = new ArrayList<>();

  private ConsoleSummary(boolean colour, int columns) {
    this.colour = colour;
    this.columns = columns;
  }

  /**
   * The closing block of a log, one line each, without line ends.
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
    return lines(run, assessment, compared, runFolder, colour, WIDEST);
  }

  /**
   * The closing block of a console that is so wide. Only commands and the report's path are never
   * broken, so that they can be copied.
   *
   * @param columns at least 60
   * @see #columns
   */
  public static List<String> lines(
      RunRecord run,
      Assessment assessment,
      BaselineComparison compared,
      Path runFolder,
      boolean colour,
      int columns) {
    ConsoleSummary summary = new ConsoleSummary(colour, columns);
    summary.run(run);
    summary.verdict(assessment);
    summary.objectives(assessment.objectives());
    summary.anomalies(run);
    summary.labelled("last PASS", ShownText.of(compared.sentence()));
    summary.remedies(run, assessment);
    summary.lines.add(
        String.format(Locale.ROOT, LABEL, "report") + runFolder.resolve(RunFiles.PAGE));
    return List.copyOf(summary.lines);
  }

  /**
   * How wide a console is, as far as this can be used: what {@code COLUMNS} says, from 80 to 120;
   * where it says nothing, 80 on a terminal and 120 in a log.
   *
   * @param environment the process's environment variables
   * @param terminal whether the output goes to a terminal
   */
  public static int columns(Map<String, String> environment, boolean terminal) {
    String told = environment.getOrDefault("COLUMNS", "");
    if (told.matches("[0-9]{1,4}")) {
      return Math.max(NARROWEST, Math.min(WIDEST, Integer.parseInt(told)));
    }
    return terminal ? NARROWEST : WIDEST;
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
    wrap(
        "  ",
        "    ",
        ShownText.of(identity.simulation())
            + " against "
            + ShownText.of(identity.target())
            + ", "
            + Wording.count(run.peakConcurrentUsers())
            + (run.peakConcurrentUsers() == 1 ? " user, " : " users, ")
            + Wording.millis(run.durationMillis())
            + ", time scale "
            + identity.timeScale());
    lines.add("");
  }

  private void verdict(Assessment assessment) {
    Verdict verdict = assessment.verdict();
    lines.add(
        "  " + painted(Glyph.of(verdict) + " " + assessment.title(), verdict == Verdict.PASS));
    for (String reason : assessment.reasons()) {
      wrap("    ", "      ", ShownText.of(reason));
    }
    for (String note : assessment.notes()) {
      wrap("    ", "      ", ShownText.of(note));
    }
    lines.add("");
  }

  private void objectives(List<ObjectiveResult> objectives) {
    for (ObjectiveTable.Line line : ObjectiveTable.of(objectives, columns)) {
      String text = "  " + painted(line.sign(), line.met()) + " " + line.text() + "  ";
      lines.add((text + painted(line.status(), line.met())).stripTrailing());
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
            .map(entry -> entry.getKey().id() + " " + Wording.count(entry.getValue()))
            .collect(Collectors.joining(", "));
    labelled("anomalies", found.isEmpty() ? "none" : found);
  }

  /** A command is never broken, so that it can be copied. */
  private void remedies(RunRecord run, Assessment assessment) {
    for (Remedy remedy : Remedies.of(run, assessment)) {
      String command = ShownText.of(remedy.command());
      labelled("what to do", ShownText.of(remedy.what()) + (command.isEmpty() ? "" : ":"));
      if (!command.isEmpty()) {
        lines.add(UNDER_LABEL + command);
      }
    }
  }

  private void labelled(String label, String text) {
    wrap(String.format(Locale.ROOT, LABEL, label), UNDER_LABEL, text);
  }

  private void wrap(String first, String further, String text) {
    int room = columns - Math.max(first.length(), further.length());
    List<String> parts = WordUtils.wrap(text, room, "\n", true).lines().toList();
    for (int i = 0; i < parts.size(); i++) {
      lines.add((i == 0 ? first : further) + parts.get(i));
    }
  }

  private String painted(String text, boolean good) {
    if (!colour || text.isEmpty()) {
      return text;
    }
    return (good ? "\u001B[32m" : "\u001B[31m") + text + "\u001B[0m";
  }
}
