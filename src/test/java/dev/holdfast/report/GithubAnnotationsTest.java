package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GithubAnnotationsTest {

  private static final Map<String, String> ON_GITHUB = Map.of("GITHUB_ACTIONS", "true");

  @Test
  void eachReasonOfAFailureIsAnErrorOfItsOwn() {
    assertThat(GithubAnnotations.of(SampleRuns.broken(), SampleAssessments.FAIL, ON_GITHUB))
        .hasSize(2)
        .first()
        .isEqualTo(
            "::error title=Holdfast FAIL::continuity missed: 99.73 %25 kept, at least 99.66 %25,"
                + " required 99.9 %25");
  }

  @Test
  void aRunThatCanSayNothingIsOneErrorThatSaysWhatToDo() {
    assertThat(GithubAnnotations.of(SampleRuns.unreachable(), SampleAssessments.INVALID, ON_GITHUB))
        .singleElement()
        .asString()
        .startsWith("::error title=Holdfast INVALID::target never reachable")
        .contains("What to do: ");
  }

  @Test
  void nothingIsSaidOnPassNorOutsideOfGithub() {
    assertThat(GithubAnnotations.of(SampleRuns.clean(), SampleAssessments.PASS, ON_GITHUB))
        .isEmpty();
    assertThat(GithubAnnotations.of(SampleRuns.broken(), SampleAssessments.FAIL, Map.of()))
        .isEmpty();
  }

  @Test
  void whatATargetSaysCannotBeACommandOfItsOwn() {
    Assessment hostile =
        new Assessment(Verdict.FAIL, List.of("it said\n::set-env name=X::y"), List.of(), 0);

    assertThat(GithubAnnotations.of(SampleRuns.broken(), hostile, ON_GITHUB))
        .singleElement()
        .asString()
        .doesNotContain("\n");
  }
}
