package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.measure.RunRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SummaryMarkdownTest {

  @Test
  void beginsWithTheVerdictAndTheSentenceThatExplainsIt() {
    assertThat(
            SummaryMarkdown.of(
                    SampleRuns.broken(), SampleAssessments.FAIL, SampleAssessments.NOT_COMPARED)
                .lines())
        .startsWith(
            "## ✗ FAIL: ReleaseGateSimulation",
            "",
            "19,946 of 20,000 planned reconnections (99.73 %) kept their session: at least 99.66 %"
                    .replace(":", ":&#8288;")
                + " with 95 % confidence, required 99.9 %.");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void whatIsShownFitsOneScreen(String verdict, RunRecord run, Assessment assessment) {
    String shown =
        SummaryMarkdown.of(run, assessment, SampleAssessments.NOT_COMPARED)
            .replaceAll("(?s)<details>.*?</details>", "folded");

    assertThat(shown.lines()).hasSizeLessThanOrEqualTo(40);
    assertThat(shown).contains(verdict);
  }

  static Stream<Arguments> runs() {
    return Stream.of(
        Arguments.of("✓ PASS", SampleRuns.clean(), SampleAssessments.PASS),
        Arguments.of("✗ FAIL", SampleRuns.broken(), SampleAssessments.FAIL),
        Arguments.of("⊘ INVALID", SampleRuns.unreachable(), SampleAssessments.INVALID));
  }

  @Test
  void aRunThatCanSayNothingShowsWhatToDoAndNoObjective() {
    String shown =
        SummaryMarkdown.of(
                SampleRuns.unreachable(), SampleAssessments.INVALID, SampleAssessments.NOT_COMPARED)
            .replaceAll("(?s)<details>.*?</details>", "folded");

    assertThat(shown).contains("What to do: ").doesNotContain("| objective |");
  }

  @Test
  void tellsEachAnomalyWithItsFirstWitness() {
    assertThat(
            SummaryMarkdown.of(
                SampleRuns.broken(), SampleAssessments.FAIL, SampleAssessments.NOT_COMPARED))
        .contains(
            "| lost-message | 41 | session <code>s-7f3a0</code>, return 1: owed"
                + " <code>message m-0 (seq 7, acknowledged)</code>, came"
                + " <code>history of 6 messages, ending with seq 6</code> |")
        .doesNotContain("| blocked |");
  }

  @Test
  void saysThatThereWereNone() {
    assertThat(
            SummaryMarkdown.of(
                SampleRuns.clean(), SampleAssessments.PASS, SampleAssessments.NOT_COMPARED))
        .contains("No anomalies.")
        .doesNotContain("first witness");
  }

  @Test
  void tellsWhatWasDoneToProvokeThem() {
    assertThat(
            SummaryMarkdown.of(
                SampleRuns.broken(), SampleAssessments.FAIL, SampleAssessments.NOT_COMPARED))
        .contains("Injected faults and events: backend-killed 1, backend-ready 1, reset ");
    assertThat(
            SummaryMarkdown.of(
                SampleRuns.clean(), SampleAssessments.PASS, SampleAssessments.NOT_COMPARED))
        .doesNotContain("Injected faults");
  }

  @Test
  void masksSecretsOfTheConfiguration() {
    assertThat(
            SummaryMarkdown.of(
                SampleRuns.clean(), SampleAssessments.PASS, SampleAssessments.NOT_COMPARED))
        .contains("<code>holdfast.backend.jwt-secret</code> | <code>(redacted)</code>")
        .doesNotContain("not-for-your-eyes");
  }

  @Test
  void hostileTextIsNeitherMarkupNorLinkNorMention() {
    String summary =
        SummaryMarkdown.of(
            HostileRun.run(), HostileRun.assessment(), SampleAssessments.NOT_COMPARED);

    assertThat(summary)
        .doesNotContain(
            "<script", "<img", "](", "@everyone", " #1 ", "javascript:a", HostileRun.TOKEN);
    assertThat(summary.lines().filter(line -> line.startsWith("|")))
        .as("each table row keeps its number of cells")
        .allSatisfy(
            line -> assertThat(line.chars().filter(c -> c == '|').count()).isIn(3L, 4L, 5L, 8L));
  }
}
