package dev.holdfast.history;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.comparison.Comparison;
import dev.holdfast.comparison.Comparison.Change;
import dev.holdfast.comparison.Comparisons;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.RunJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a run differs from its baseline, the last PASS before it of the same simulation and
 * configuration.
 *
 * @param baseline the baseline's folder name; empty if there is none
 * @param comparisons every figure that both could be compared in; empty without a baseline
 * @param whyNone in one line, why there is nothing to compare with; empty with a baseline
 */
public record BaselineComparison(String baseline, List<Comparison> comparisons, String whyNone) {

  /** Copies the list. */
  public BaselineComparison {
    comparisons = List.copyOf(comparisons);
  }

  /** A run that is compared with nothing, and why, in one line. */
  public static BaselineComparison none(String why) {
    return new BaselineComparison("", List.of(), why);
  }

  /**
   * Compares a run with the last PASS beside it.
   *
   * @param runFolder the run's own folder; its parent holds the others
   */
  public static BaselineComparison of(Path runFolder, RunRecord run, Assessment assessment) {
    if (assessment.verdict() == Verdict.INVALID) {
      return none("not compared: an INVALID run says nothing of its target");
    }
    if (assessment.smoke()) {
      return none("not compared: a smoke run proves nothing");
    }
    try {
      Optional<Path> last = Baseline.of(runFolder, run.identity());
      return last.isEmpty()
          ? none("no earlier PASS of this simulation and configuration to compare with")
          : new BaselineComparison(
              String.valueOf(last.get().getFileName()),
              Comparisons.of(RunJournal.read(last.get()), run, Comparisons.TOLERANCE),
              "");
    } catch (IOException | UncheckedIOException e) {
      return none("not compared: an earlier run cannot be read: " + e.getMessage());
    }
  }

  /** The figures of that change, in order. */
  public List<Comparison> of(Change change) {
    return comparisons.stream().filter(each -> each.change() == change).toList();
  }

  /**
   * All of it in one line: what is worse, then what is better, else that there is no difference.
   */
  public String sentence() {
    if (baseline.isEmpty()) {
      return whyNone;
    }
    String worse = told("worse", of(Change.WORSE));
    String better = told("better", of(Change.BETTER));
    String difference =
        worse.isEmpty() && better.isEmpty()
            ? "no difference beyond noise"
            : worse + (worse.isEmpty() || better.isEmpty() ? "" : "; ") + better;
    return difference + ", against " + baseline;
  }

  private static String told(String change, List<Comparison> figures) {
    return figures.isEmpty()
        ? ""
        : change
            + ": "
            + figures.stream()
                .map(each -> each.figure() + " " + each.difference())
                .collect(Collectors.joining(", "));
  }
}
