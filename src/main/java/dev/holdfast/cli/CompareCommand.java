package dev.holdfast.cli;

import dev.holdfast.assessment.Verdict;
import dev.holdfast.comparison.Comparison;
import dev.holdfast.comparison.Comparisons;
import dev.holdfast.history.RecordedVerdict;
import dev.holdfast.markup.ShownText;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.wording.Wording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is surely worse or better in one run than in another. */
@Command(
    name = "compare",
    description =
        "Compares run B with run A, the baseline. A figure is worse or better only if the"
            + " confidence interval of the difference excludes zero and, for a latency, the"
            + " difference is above the tolerance; else it is noise.")
final class CompareCommand implements Callable<Integer> {

  private static final int MOST_SETTINGS = 12;
  private static final Set<String> TOLD = Set.of("holdfast.time-scale", "holdfast.users");

  @Parameters(index = "0", paramLabel = "A", description = "the baseline's run folder")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private Path baseline;

  @Parameters(index = "1", paramLabel = "B", description = "the run folder to judge by it")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private Path candidate;

  @Option(names = "--fail-on-worse", description = "exit with 1 if anything is worse")
  private boolean failOnWorse;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      defaultValue = "5",
      description = "differences of latency up to this are noise (default: ${DEFAULT-VALUE})")
  private double tolerance;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() {
    if (!(tolerance >= 0 && tolerance <= 1000)) {
      throw new IllegalArgumentException(
          "--tolerance must be 0 to 1,000, got: " + Wording.setting(tolerance));
    }
    RunRecord before = RunJournal.read(baseline);
    RunRecord after = RunJournal.read(candidate);
    List<Comparison> all = Comparisons.of(before, after, tolerance / 100);
    PrintWriter out = spec.commandLine().getOut();
    List<String> invalid = new ArrayList<>();
    invalid(invalid, "A", baseline);
    invalid(invalid, "B", candidate);
    invalid.forEach(each -> out.println("  INVALID " + each + " says nothing of its target"));
    differences(before.identity(), after.identity())
        .forEach(each -> out.println("  note    " + each));
    all.forEach(each -> out.println(line(each)));
    if (!invalid.isEmpty()) {
      out.println("nothing can be compared: " + String.join(" and ", invalid) + " INVALID");
      return failOnWorse ? ExitCode.INVALID : ExitCode.OK;
    }
    long worse = all.stream().filter(each -> each.change() == Comparison.Change.WORSE).count();
    out.println(worse == 0 ? "nothing is surely worse" : worse + " worse");
    return failOnWorse && worse > 0 ? ExitCode.FAIL : ExitCode.OK;
  }

  private static void invalid(List<String> invalid, String name, Path folder) {
    if (RecordedVerdict.in(folder).filter(verdict -> verdict == Verdict.INVALID).isPresent()) {
      invalid.add(name);
    }
  }

  private static String line(Comparison comparison) {
    return String.format(
            Locale.ROOT,
            "  %-7s %-22s %s → %s  %s",
            comparison.change().name().toLowerCase(Locale.ROOT),
            comparison.figure(),
            comparison.before(),
            comparison.after(),
            comparison.difference())
        .stripTrailing();
  }

  /** What makes two runs hard to compare. */
  private static List<String> differences(RunIdentity before, RunIdentity after) {
    List<String> differences = new ArrayList<>();
    differ(differences, "simulation", before.simulation(), after.simulation());
    differ(differences, "time scale", before.timeScale(), after.timeScale());
    differ(differences, "planned users", before.plannedUsers(), after.plannedUsers());
    settings(differences, before.configuration(), after.configuration());
    if (!before.promises().equals(after.promises())) {
      differences.add("promises differ: their verdicts are not by the same measure");
    }
    return differences;
  }

  /** Settings that are not told already, without those that name where a run lies. */
  private static void settings(
      List<String> differences, Map<String, String> before, Map<String, String> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.removeAll(TOLD);
    List<String> differing =
        keys.stream()
            .filter(key -> !before.getOrDefault(key, "").equals(after.getOrDefault(key, "")))
            .toList();
    for (String key : differing.subList(0, Math.min(MOST_SETTINGS, differing.size()))) {
      differ(
          differences,
          key,
          ShownText.ofSetting(key, before.getOrDefault(key, "not set")),
          ShownText.ofSetting(key, after.getOrDefault(key, "not set")));
    }
    if (differing.size() > MOST_SETTINGS) {
      differences.add((differing.size() - MOST_SETTINGS) + " more settings differ");
    }
  }

  private static void differ(List<String> differences, String what, Object before, Object after) {
    if (!before.equals(after)) {
      differences.add(what + " differs: " + before + " and " + after);
    }
  }
}
