package dev.holdfast.report;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.markup.ShownText;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.remedy.Remedies;
import dev.holdfast.remedy.Remedy;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What GitHub shows at the head of a job: each reason why the verdict is not PASS, in the form of
 * its workflow commands. It takes these lines out of the log.
 */
public final class GithubAnnotations {

  /** GitHub shows no more of a step. */
  private static final int MOST = 10;

  private GithubAnnotations() {}

  /**
   * The lines; none on PASS, nor outside of GitHub.
   *
   * @param environment the process's environment variables
   */
  public static List<String> of(
      RunRecord run, Assessment assessment, Map<String, String> environment) {
    if (!"true".equals(environment.get("GITHUB_ACTIONS")) || assessment.verdict() == Verdict.PASS) {
      return List.of();
    }
    String title =
        String.format(
            Locale.ROOT,
            "::error title=%s::",
            escaped("Holdfast " + assessment.title()).replace(":", "%3A").replace(",", "%2C"));
    if (assessment.verdict() == Verdict.INVALID) {
      return List.of(
          title + escaped(String.join("; ", assessment.reasons()) + whatToDo(run, assessment)));
    }
    return assessment.reasons().stream().limit(MOST).map(each -> title + escaped(each)).toList();
  }

  private static String whatToDo(RunRecord run, Assessment assessment) {
    return Remedies.of(run, assessment).stream()
        .findFirst()
        .map(Remedy::what)
        .map(what -> ". What to do: " + what)
        .orElse("");
  }

  /** As the toolkit of GitHub's actions escapes data. */
  private static String escaped(String text) {
    return ShownText.of(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
