package dev.holdfast.report.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.capacity.Hold;
import dev.holdfast.capacity.Level;
import dev.holdfast.capacity.LevelFigures;
import dev.holdfast.capacity.LevelPromise;
import dev.holdfast.capacity.LevelVerdict;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.SampleCapacity;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.PlanRequest;
import dev.holdfast.history.RunFiles;
import dev.holdfast.report.RunReport;
import dev.holdfast.report.SampleAssessments;
import dev.holdfast.report.SampleRuns;
import dev.holdfast.report.page.LatencyOverTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityReportTest {

  private static final PlanRequest REQUEST = SampleCapacity.quarterOfAMillion();

  @TempDir Path folder;

  @Test
  void thePageTellsLimitKneeLawCauseAndWhatWasNotTested() throws IOException {
    CapacityReport.record(folder, SampleCapacity.found(1));

    assertThat(folder.resolve(RunFiles.CAPACITY_PAGE))
        .content()
        .containsPattern("<h1 id=\"verdict\">7,[0-9]{3} concurrent sessions</h1>")
        .contains(
            "Universal scalability law",
            "Knee of throughput",
            "Bottleneck",
            "live heap a session",
            "processor time a reconnection",
            "Sizing",
            "Little",
            "limit of turns a second",
            "mvn gatling:test -Dholdfast.simulation=capacity")
        .doesNotContain("hush", "<script src");
  }

  @Test
  void aPlanFarBeyondWhatWasMeasuredSaysSoFirst() throws IOException {
    CapacityReport.record(folder, SampleCapacity.found(1));
    CapacityReport.plan(folder, REQUEST);

    assertThat(folder.resolve(CapacityReport.PLAN))
        .content()
        .containsSubsequence("Far beyond what was measured:", "<h1 id=\"verdict\">");
  }

  @Test
  void thePagesOfARunOnCapacityAndContinuityLeadToEachOther() throws IOException {
    Files.writeString(folder.resolve("run.json"), "{}");
    CapacityReport.record(folder, SampleCapacity.saturated());

    RunReport.write(folder, SampleRuns.clean(), SampleAssessments.PASS, new LatencyOverTime());

    assertThat(folder.resolve(RunFiles.CAPACITY_PAGE))
        .content()
        .contains("href=\"continuity.html\"");
    assertThat(folder.resolve(RunFiles.PAGE)).content().contains("href=\"capacity.html\"");
  }

  @Test
  void neitherPageLeadsToOneThatIsNotThere(@TempDir Path other) throws IOException {
    CapacityReport.record(folder, SampleCapacity.saturated());
    RunReport.write(other, SampleRuns.clean(), SampleAssessments.PASS, new LatencyOverTime());

    assertThat(folder.resolve(RunFiles.CAPACITY_PAGE)).content().doesNotContain("continuity.html");
    assertThat(other.resolve(RunFiles.PAGE)).content().doesNotContain("capacity.html");
  }

  @Test
  void aRunThatWasStoppedBeforeItsFirstLevelHasAPageThatSaysSo() throws IOException {
    CapacityRun found = SampleCapacity.saturated();
    CapacityReport.record(
        folder,
        new CapacityRun(
            found.run(),
            found.startedAt(),
            found.target(),
            found.command(),
            found.testBed(),
            found.configuration(),
            List.of()));

    assertThat(folder.resolve(RunFiles.CAPACITY_PAGE)).content().contains("Nothing was searched");
    assertThat(CapacityReport.searches(folder)).isEmpty();
  }

  @Test
  void aLimitThatWasNotReachedIsNeverShownAsOne() throws IOException {
    CapacityReport.record(folder, SampleCapacity.atLeast(1));

    assertThat(folder.resolve(RunFiles.CAPACITY_PAGE))
        .content()
        .contains(
            "At least 4,000 concurrent sessions",
            "limit of reconnections a second",
            "\"limitIs\":\"at least\"")
        .doesNotContain("look for a lock", "at the limit (");
  }

  @Test
  void aRateIsShownWithTheSessionsThatSharedItAndSizedByThem() throws IOException {
    CapacityReport.record(folder, SampleCapacity.reconnectionsAlone(1));

    assertThat(folder.resolve(RunFiles.CAPACITY_PAGE))
        .content()
        .containsPattern(">[0-9.]+ reconnections a second with 1,000 sessions open</h1>")
        .contains("Concurrent sessions were not searched: a node held 1,000 beside another load")
        .doesNotContain("there is nothing to size by");
  }

  @Test
  void aLimitThatWasJustMissedNeverLooksMet() {
    LevelPromise promise = new LevelPromise(0.00125, 1_250.5);
    LevelFigures figures =
        new LevelFigures(30, 20, 0, 50, 0.001250004, 1, 200, 0, 100, 1_250.504, 2_000, 20, 0, 0);
    RecordedSearch held = SampleCapacity.held(LoadKind.SESSIONS, 100, 110);
    List<Level> levels = new ArrayList<>(held.levels());
    levels.add(
        new Level(
            120,
            Hold.SHORT,
            LevelVerdict.BROKE,
            List.of("slow"),
            false,
            figures,
            levels.get(0).generator(),
            Map.of()));

    String html =
        SearchSection.of(new RecordedSearch(held.kind(), held.plan(), held.hold(), promise, levels))
            .toString();

    assertThat(html.replace('\u00A0', ' '))
        .contains("p99 of at most 1.2505 s, at most 0.125 % failed")
        .contains(">1.251 s</td>", ">0.1250004 %</td>");
  }

  @Test
  void aLawThatTheLevelsDoNotTellIsNotShown() throws IOException {
    CapacityReport.record(folder, SampleCapacity.farBelowTheLimit());

    assertThat(folder.resolve(RunFiles.CAPACITY_PAGE))
        .content()
        .contains("λ is undetermined")
        .doesNotContain("scalability law</h3>", "\"law\":");
  }

  @Test
  void aSaturatedGeneratorGivesNoFigureAndNoSizing() throws IOException {
    CapacityReport.record(folder, SampleCapacity.saturated());

    assertThat(folder.resolve(RunFiles.CAPACITY_PAGE))
        .content()
        .contains("No figure for concurrent sessions", "there is nothing to size by", "⊘ invalid")
        .doesNotContain("scalability law</h3>");
  }

  @Test
  void thePageOfARecordIsWrittenAgainTheSame() throws IOException {
    CapacityReport.record(folder, SampleCapacity.found(1));
    String first = Files.readString(folder.resolve(RunFiles.CAPACITY_PAGE));

    CapacityReport.report(folder);

    assertThat(folder.resolve(RunFiles.CAPACITY_PAGE)).hasContent(first);
  }

  @Test
  void aPlanIsAPageMarkdownAndNumbers() throws IOException {
    CapacityReport.record(folder, SampleCapacity.found(1));

    CapacityReport.plan(folder, REQUEST);

    for (String file : List.of("plan.html", "plan.md")) {
      assertThat(folder.resolve(file))
          .content()
          .contains("250,000", "Sensitivity", "Beyond what was measured", "Growth", "extrapolated");
    }
    List<String> rows = Files.readAllLines(folder.resolve("plan.csv"));
    assertThat(rows.get(0)).isEqualTo("what,day,users,nodes,low,high,basis");
    assertThat(rows.get(1)).matches("plan,,250000,\\d+,\\d+,\\d+,extrapolated");
    assertThat(rows)
        .anyMatch(row -> row.matches("growth,2027-04-01,314928,\\d+,\\d+,\\d+,extrapolated"));
    assertThat(rows).allMatch(row -> row.replaceAll("\"[^\"]*\"", "").split(",", -1).length == 7);
  }

  @Test
  void hostileTextStaysText() throws IOException {
    CapacityRun hostile =
        SampleCapacity.run("<script>alert(1)</script>", SampleCapacity.found(1).searches());
    CapacityReport.record(folder, hostile);
    CapacityReport.plan(folder, REQUEST);

    for (String file : List.of("capacity.html", "plan.html", "plan.md")) {
      assertThat(folder.resolve(file)).content().doesNotContain("<script>alert");
    }
  }
}
