package dev.holdfast.report;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Assessor;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.markup.Glyph;
import dev.holdfast.markup.ShownText;
import dev.holdfast.markup.WrappedText;
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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The last lines of a run on the console: the verdict, its grounds, and where the report lies. */
public final class ConsoleSummary {

  /** No console is taken for wider, whatever it says. */
  static final int WIDEST = 120;

  private static final int NARROWEST = 80;

  /** A screen of a gate. */
  private static final int MOST_LINES = 45;

  /** Words of a command; what stands between quotes is one, and so is what a backslash escapes. */
  private static final Pattern WORD = Pattern.compile("(?:\\\\.|[^\\s'\\\\]|'[^']*')+");

  private static final String NOT_ASKED = "what is not met below is not asked of a smoke run";
  private static final String GOES_ON = " \\";
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
   * @param page where the report is
   * @param colour whether to mark the verdict with ANSI colours; the words say the same
   */
  public static List<String> lines(
      RunRecord run,
      Assessment assessment,
      BaselineComparison compared,
      Path page,
      boolean colour) {
    return lines(run, assessment, compared, page, colour, NARROWEST);
  }

  /**
   * The closing block of a console that is so wide. A command that is wider goes on in the next
   * line as a shell wants it, so that it can be pasted; the report's path is never broken.
   *
   * @param columns at least 60
   * @see #columns
   */
  public static List<String> lines(
      RunRecord run,
      Assessment assessment,
      BaselineComparison compared,
      Path page,
      boolean colour,
      int columns) {
    ConsoleSummary summary = new ConsoleSummary(colour, columns);
    summary.run(run);
    boolean invalid = assessment.verdict() == Verdict.INVALID;
    summary.verdict(assessment);
    if (invalid) {
      summary.remedies(run, assessment);
    }
    summary.lines.add("");
    int table = summary.lines.size();
    summary.anomalies(run);
    if (!compared.baseline().isEmpty()) {
      summary.labelled("last PASS", ShownText.of(compared.sentence()));
    }
    if (!invalid) {
      summary.remedies(run, assessment);
    }
    summary.lines.add("  report " + page);
    summary.objectives(table, assessment.objectives());
    return List.copyOf(summary.lines);
  }

  /**
   * How wide a console is, as far as this can be used: what {@code COLUMNS} says, from 80 to 120;
   * 80 where it says nothing.
   *
   * @param environment the process's environment variables
   */
  public static int columns(Map<String, String> environment) {
    String told = environment.getOrDefault("COLUMNS", "");
    return told.matches("[0-9]{1,4}")
        ? Math.max(NARROWEST, Math.min(WIDEST, Integer.parseInt(told)))
        : NARROWEST;
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
            + ", scale "
            + identity.timeScale());
  }

  private void verdict(Assessment assessment) {
    Verdict verdict = assessment.verdict();
    lines.add(
        "  " + painted(Glyph.of(verdict) + " " + assessment.title(), verdict == Verdict.PASS));
    for (String reason : assessment.reasons()) {
      if (!assessment.isTold(reason, false)) {
        wrap("    ", "      ", ShownText.of(reason));
      }
    }
    for (String reason : new Unmeasured(assessment.objectives()).shared()) {
      wrap("    ", "      ", reason);
    }
    for (String note : assessment.notes()) {
      String told = note.startsWith(Assessor.NOT_ASKED) ? NOT_ASKED : ShownText.of(note);
      wrap("    ", "      ", told);
    }
  }

  private void objectives(int at, List<ObjectiveResult> objectives) {
    List<String> table = new ArrayList<>();
    for (ObjectiveTable.Line line :
        ObjectiveTable.of(objectives, columns, MOST_LINES - lines.size() - 1)) {
      table.add(("  " + painted(line.sign(), line.met()) + " " + line.text()).stripTrailing());
    }
    if (!table.isEmpty()) {
      table.add("");
    }
    lines.addAll(at, table);
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

  private void remedies(RunRecord run, Assessment assessment) {
    for (Remedy remedy : Remedies.of(run, assessment)) {
      String command = ShownText.of(remedy.command());
      labelled("what to do", ShownText.of(remedy.what()) + (command.isEmpty() ? "" : ":"));
      if (!command.isEmpty()) {
        command(command);
      }
    }
  }

  private void command(String command) {
    StringBuilder line = new StringBuilder(UNDER_LABEL);
    for (String word : WORD.matcher(command).results().map(MatchResult::group).toList()) {
      boolean begins = line.toString().isBlank();
      if (!begins && line.length() + 1 + word.length() + GOES_ON.length() > columns) {
        lines.add(line + GOES_ON);
        line = new StringBuilder(UNDER_LABEL + " ");
      }
      line.append(begins ? "" : " ").append(word);
    }
    lines.add(line.toString());
  }

  private void labelled(String label, String text) {
    wrap(String.format(Locale.ROOT, "  %-11s", label), UNDER_LABEL, text);
  }

  private void wrap(String first, String further, String text) {
    lines.addAll(WrappedText.lines(first, further, text, columns));
  }

  private String painted(String text, boolean good) {
    if (!colour || text.isEmpty()) {
      return text;
    }
    return (good ? "\u001B[32m" : "\u001B[31m") + text + "\u001B[0m";
  }
}
