package dev.holdfast.markup;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.objectives.ObjectiveResult.Status;
import java.util.Locale;

/** The sign and the words that stand for a verdict and a standing, so that neither needs colour. */
public final class Glyph {

  private Glyph() {}

  public static String of(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "✓";
      case FAIL -> "✗";
      case INVALID -> "⊘";
    };
  }

  public static String of(Status status) {
    return switch (status) {
      case MET -> "✓";
      case MISSED -> "✗";
      case NOT_PROVEN -> "?";
      case NOT_MEASURED -> "–";
    };
  }

  /** {@code met}, {@code missed}, {@code not proven} or {@code not measured}. */
  public static String words(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What a verdict means, in one sentence. */
  public static String meaning(Assessment assessment) {
    return switch (assessment.verdict()) {
      case PASS ->
          assessment.smoke()
              ? "Nothing broke. A smoke run asks for no proof, and proves nothing."
              : "Every objective was met.";
      case FAIL -> assessment.smoke() ? "Something broke." : "At least one objective was not met.";
      case INVALID -> "This run can say nothing about its target, neither good nor bad.";
    };
  }
}
