package dev.holdfast.assessment;

import dev.holdfast.measure.RunRecord;
import java.util.List;
import java.util.Optional;

/** What a run does not judge, since its dialect does not tell it: a PASS says nothing of that. */
public final class NotJudged {

  /** Under this name the run keeps it, beside what it ran on. */
  public static final String KEY = "not-judged";

  private NotJudged() {}

  /** As the run keeps it; empty where all is judged. */
  public static String kept(List<String> missing) {
    return String.join("; ", missing);
  }

  /** One line about it, if there is any. */
  static Optional<String> note(RunRecord run) {
    String kept = run.identity().environment().getOrDefault(KEY, "");
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of("not judged, since the dialect does not tell it: " + kept);
  }
}
