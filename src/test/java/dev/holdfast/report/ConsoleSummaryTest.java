package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleSummaryTest {

  private static final Path FOLDER = Path.of("target-reports", "gate-1");

  @Test
  void endsWithTheReportsPath() {
    List<String> lines =
        ConsoleSummary.lines(
            SampleRuns.clean(),
            SampleAssessments.PASS,
            SampleAssessments.NOT_COMPARED,
            FOLDER,
            false);

    assertThat(lines.get(lines.size() - 1)).endsWith(FOLDER.resolve("continuity.html").toString());
  }

  @Test
  void alignsWhatWasRequiredAndWhatWasMeasured() {
    List<String> objectives =
        ConsoleSummary.lines(
                SampleRuns.broken(),
                SampleAssessments.FAIL,
                SampleAssessments.NOT_COMPARED,
                FOLDER,
                false)
            .stream()
            .filter(line -> line.matches("  [✓✗] .*  .*"))
            .toList();

    assertThat(objectives)
        .hasSize(5)
        .contains(
            "  ✗ Sessions kept over reconnections  ≥ 99.9 % at 95 % confidence"
                + "  99.73 % of 20,000 (at least 99.66 %)  missed",
            "  ✓ Restore from another place        < 10 % slower              "
                + "  6.1 % slower (at most 7.4 %)");
  }

  @Test
  void namesTheVerdictItsReasonsAndTheAnomalies() {
    assertThat(
            ConsoleSummary.lines(
                SampleRuns.broken(),
                SampleAssessments.FAIL,
                SampleAssessments.NOT_COMPARED,
                FOLDER,
                false))
        .contains(
            "  ✗ FAIL",
            "    continuity missed: 99.73 % kept, at least 99.66 %, required 99.9 %",
            "  anomalies  lost-message 41, foreign-context 1, late-restore 12");
  }

  @Test
  void coloursOnlyWhenToldTo() {
    assertThat(
            ConsoleSummary.lines(
                SampleRuns.broken(),
                SampleAssessments.FAIL,
                SampleAssessments.NOT_COMPARED,
                FOLDER,
                true))
        .contains("  \u001B[31m✗ FAIL\u001B[0m");
    assertThat(
            ConsoleSummary.lines(
                SampleRuns.broken(),
                SampleAssessments.FAIL,
                SampleAssessments.NOT_COMPARED,
                FOLDER,
                false))
        .noneMatch(line -> line.contains("\u001B"));
  }

  @Test
  void wantsColourOnATerminalUnlessToldNotTo() {
    assertThat(ConsoleSummary.wantsColour(Map.of("TERM", "xterm"), true)).isTrue();
    assertThat(ConsoleSummary.wantsColour(Map.of("NO_COLOR", ""), true)).isTrue();
    assertThat(ConsoleSummary.wantsColour(Map.of("NO_COLOR", "1"), true)).isFalse();
    assertThat(ConsoleSummary.wantsColour(Map.of("TERM", "dumb"), true)).isFalse();
    assertThat(ConsoleSummary.wantsColour(Map.of(), false)).isFalse();
  }

  @Test
  void hostileTextCannotDriveTheTerminal() {
    assertThat(
            ConsoleSummary.lines(
                HostileRun.run(),
                HostileRun.assessment(),
                SampleAssessments.NOT_COMPARED,
                FOLDER,
                false))
        .allSatisfy(
            line -> assertThat(line).doesNotContain("\u001B", "\n", "\u202E", HostileRun.TOKEN));
  }
}
