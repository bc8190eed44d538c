package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Assessor;
import dev.holdfast.assessment.ReleaseObjectives;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.markup.Glyph;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.remedy.Remedies;
import dev.holdfast.settings.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleSummaryTest {

  private static final Path PAGE = Path.of("target-reports", "gate-1", "continuity.html");

  @Test
  void endsWithTheReportsPath() {
    List<String> lines =
        ConsoleSummary.lines(
            SampleRuns.clean(),
            SampleAssessments.PASS,
            SampleAssessments.NOT_COMPARED,
            PAGE,
            false);

    assertThat(lines.get(lines.size() - 1)).endsWith(PAGE.toString());
  }

  @Test
  void alignsWhatWasRequiredAndWhatWasMeasured() {
    List<String> objectives =
        ConsoleSummary.lines(
                SampleRuns.broken(),
                SampleAssessments.FAIL,
                SampleAssessments.NOT_COMPARED,
                PAGE,
                false,
                120)
            .stream()
            .filter(line -> line.matches("  [✓✗?–] .*  .*"))
            .toList();

    assertThat(objectives)
        .hasSize(5)
        .contains(
            "  ✗ Sessions kept over reconnections  ≥ 99.9 % at 95 % confidence"
                + "  missed: 99.73 % of 20,000 (at least 99.66 %)",
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
                PAGE,
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
                PAGE,
                true))
        .contains("  \u001B[31m✗ FAIL\u001B[0m");
    assertThat(
            ConsoleSummary.lines(
                SampleRuns.broken(),
                SampleAssessments.FAIL,
                SampleAssessments.NOT_COMPARED,
                PAGE,
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
  void aVerdictSaysWhatToKnowOfItAndWhatASmokeRunIsWorth() {
    Assessment smoke =
        new Assessment(
            Verdict.PASS, true, List.of(), List.of("though it ran late"), List.of(), 0.5);

    assertThat(
            ConsoleSummary.lines(
                SampleRuns.clean(), smoke, SampleAssessments.NOT_COMPARED, PAGE, false))
        .containsSubsequence("  ✓ PASS (smoke)", "    though it ran late");
  }

  @Test
  void anInvalidRunSaysWhyAndWhatToDoBeforeAnythingElse() {
    List<String> lines = invalid(List.of("target never reachable"));

    assertThat(lines)
        .containsSubsequence("  ⊘ INVALID", "    target never reachable")
        .as("a command that is too wide goes on as a shell wants it")
        .containsSubsequence(
            "             mvn gatling:test -Dholdfast.backend.jwt-secret=not-for-your-eyes \\",
            "               -Dholdfast.duration=120s");
    assertThat(indexOf(lines, "what to do")).isLessThan(indexOf(lines, "Sessions kept"));
    assertThat(lines.get(lines.size() - 1)).startsWith("  report ");
  }

  @Test
  void whatTheRowsSayIsNoReasonAsWell() {
    ObjectiveResult missed =
        SampleAssessments.objective("x", "Sessions kept", "≥ 99 %", "98 %", Status.MISSED, "");
    ObjectiveResult unknown =
        SampleAssessments.objective("y", "Restore", "< 1 s", "", Status.NOT_MEASURED, "");
    List<String> reasons =
        List.of(missed.reason("missed"), "not measured: Restore", "a reason of its own");

    List<String> lines =
        ConsoleSummary.lines(
            SampleRuns.broken(),
            new Assessment(Verdict.FAIL, reasons, List.of(missed, unknown), 0.9),
            SampleAssessments.NOT_COMPARED,
            PAGE,
            false);

    assertThat(lines)
        .contains(
            "    a reason of its own",
            "  ✗ Sessions kept  ≥ 99 %  missed: 98 %",
            "  – Restore        < 1 s   not measured")
        .noneMatch(line -> line.startsWith("    Sessions kept: missed"))
        .doesNotContain("    not measured: Restore");
  }

  @Test
  void whyAnObjectiveIsNotProvenOrNotMeasuredIsToldOnce() {
    ObjectiveResult unproven =
        SampleAssessments.objective(
            "p", "Refresh", "≥ 99 %", "100 % of 9", Status.NOT_PROVEN, "290 more are needed");
    ObjectiveResult alone =
        SampleAssessments.objective(
            "a", "Slope", "≤ 0", "not measured after the warm-up", Status.NOT_MEASURED, "");
    List<ObjectiveResult> alike =
        List.of(unmeasured("b", "Kept"), unmeasured("c", "Whole"), unmeasured("d", "Read"));
    List<ObjectiveResult> objectives = new ArrayList<>(List.of(unproven, alone));
    objectives.addAll(alike);

    List<String> lines =
        ConsoleSummary.lines(
            SampleRuns.clean(),
            new Assessment(
                Verdict.FAIL,
                List.of(unproven.reason("not proven"), "not measured: Slope; Kept; Whole; Read"),
                objectives,
                0.9),
            SampleAssessments.NOT_COMPARED,
            PAGE,
            false);

    assertThat(lines)
        .contains(
            "    Refresh: not proven, 290 more are needed",
            "    3 objectives: not measured, no reconnection was judged",
            "  – Slope    ≤ 0     not measured after the warm-up",
            "  – Kept     ≥ 9     not measured");
    assertThat(lines).filteredOn(line -> line.contains("no reconnection was judged")).hasSize(1);
  }

  @Test
  void aCommandWithAnApostropheStaysWhatItWas() {
    RunRecord run =
        SampleRuns.unreachable(Map.of("holdfast.dialect", "/home/o'neil/back  end.conf"));
    Assessment invalid =
        new Assessment(Verdict.INVALID, List.of("x"), SampleAssessments.INVALID.objectives(), 0);
    String command = Remedies.of(run, invalid).get(0).command();

    List<String> lines =
        ConsoleSummary.lines(run, invalid, SampleAssessments.NOT_COMPARED, PAGE, false);

    assertThat(command).contains("'\\''");
    assertThat(String.join("\n", lines).replaceAll(" \\\\\n +", " ")).contains(command);
  }

  @Test
  void aGateOfWhichLittleWasMeasuredFitsAScreen() {
    RunPlan plan = RunPlan.of(Configuration.load(new Properties(), Map.of())).withOthers();
    Assessor assessor =
        new Assessor(ReleaseObjectives.of(plan), ReleaseObjectives.rules(plan.limits()));

    for (RunRecord run :
        List.of(SampleRuns.unreachable(), SampleRuns.clean(), SampleRuns.broken())) {
      List<String> lines =
          ConsoleSummary.lines(
              run, assessor.assess(run), SampleAssessments.NOT_COMPARED, PAGE, false);

      assertThat(lines).hasSizeLessThanOrEqualTo(45);
    }
  }

  private static ObjectiveResult unmeasured(String id, String title) {
    return SampleAssessments.objective(
        id, title, "≥ 9", "no reconnection was judged", Status.NOT_MEASURED, "");
  }

  @Test
  void saysOfHowManyATimeIsInAWordLess() {
    ObjectiveResult mean =
        SampleAssessments.objective(
            "m",
            "Reconnect time, mean",
            "≤ 500 ms",
            "mean 6.45 ms (1,440 connections)",
            Status.MET,
            "");

    List<String> lines =
        ConsoleSummary.lines(
            SampleRuns.clean(),
            new Assessment(Verdict.PASS, List.of(), List.of(mean), 1),
            SampleAssessments.NOT_COMPARED,
            PAGE,
            false);

    assertThat(lines).contains("  ✓ Reconnect time, mean  ≤ 500 ms  mean 6.45 ms of 1,440");
  }

  private static int indexOf(List<String> lines, String part) {
    return (int) lines.stream().takeWhile(line -> !line.contains(part)).count();
  }

  private static List<String> invalid(List<String> reasons) {
    return ConsoleSummary.lines(
        SampleRuns.unreachable(),
        new Assessment(Verdict.INVALID, reasons, SampleAssessments.INVALID.objectives(), 0),
        SampleAssessments.NOT_COMPARED,
        PAGE,
        false);
  }

  @ParameterizedTest(name = "{0} columns")
  @ValueSource(ints = {80, 100, 120})
  void fitsItsConsoleWithEachColumnBelowItsOwn(int columns) {
    List<ObjectiveResult> objectives = new ArrayList<>(SampleAssessments.FAIL.objectives());
    objectives.add(
        SampleAssessments.objective(
            "backend-heap",
            "Growth of the backend's heap after collection over idle reconnections",
            "≤ 5 %, or below 2,097,152 bytes, from the first checkpoint to the last",
            "11.3 % (from 53,477,376 to 59,520,320 bytes)",
            Status.MISSED,
            ""));
    Assessment assessment =
        new Assessment(
            Verdict.FAIL,
            List.of("one reason that is as long as a sentence can become in a report ".repeat(3)),
            objectives,
            0.99);

    List<String> lines =
        ConsoleSummary.lines(
            SampleRuns.broken(),
            assessment,
            new BaselineComparison("a-name-that-goes-on-and-on ".repeat(9), List.of(), ""),
            PAGE,
            false,
            columns);

    assertThat(lines)
        .allSatisfy(
            line -> assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(columns));
    List<String> rows = lines.stream().filter(line -> line.matches("  [✓✗?–] \\w.*  .*")).toList();
    assertThat(rows).hasSize(objectives.size());
    assertThat(starts(rows, objectives, ObjectiveResult::title)).hasSize(1);
    assertThat(starts(rows, objectives, ObjectiveResult::required)).hasSize(1);
    assertThat(
            starts(
                rows,
                objectives,
                each -> each.met() ? each.measured() : Glyph.words(each.status()) + ":"))
        .hasSize(1);
    assertThat(String.join(" ", lines).replaceAll("\\s+", " "))
        .as("nothing is cut off")
        .contains("a-name-that-goes-on-and-on a-name-that-goes-on")
        .contains("lost-message 41, foreign-context 1, late-restore 12");
  }

  /** Where in its row each objective's text of one column begins; one place if they are aligned. */
  private static Set<Integer> starts(
      List<String> rows, List<ObjectiveResult> objectives, Function<ObjectiveResult, String> text) {
    Set<Integer> starts = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      String word = text.apply(objectives.get(i)).split(" ", -1)[0];
      if (!word.isEmpty()) {
        String gap = word.equals(objectives.get(i).title().split(" ", -1)[0]) ? " " : "  ";
        starts.add(rows.get(i).indexOf(gap + word) + gap.length());
      }
    }
    return starts;
  }

  @Test
  void takesTheWidthThatItsConsoleTells() {
    assertThat(ConsoleSummary.columns(Map.of("COLUMNS", "100"))).isEqualTo(100);
    assertThat(ConsoleSummary.columns(Map.of("COLUMNS", "20"))).isEqualTo(80);
    assertThat(ConsoleSummary.columns(Map.of("COLUMNS", "400"))).isEqualTo(120);
    assertThat(ConsoleSummary.columns(Map.of("COLUMNS", "wide"))).isEqualTo(80);
    assertThat(ConsoleSummary.columns(Map.of())).isEqualTo(80);
  }

  @Test
  void hostileTextCannotDriveTheTerminal() {
    assertThat(
            ConsoleSummary.lines(
                HostileRun.run(),
                HostileRun.assessment(),
                SampleAssessments.NOT_COMPARED,
                PAGE,
                false))
        .allSatisfy(
            line -> assertThat(line).doesNotContain("\u001B", "\n", "\u202E", HostileRun.TOKEN));
  }
}
