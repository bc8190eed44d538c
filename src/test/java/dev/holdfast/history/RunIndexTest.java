package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.report.SampleAssessments;
import dev.holdfast.report.SampleRuns;
import dev.holdfast.report.VerdictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the index of all runs shows. */
public class RunIndexTest {

  @TempDir Path root;

  @Test
  void listsTheNewestRunFirstWithWhatMatters() throws IOException {
    leave("gate-1", 0, Verdict.PASS);
    leave("gate-2", 1, Verdict.FAIL);

    String page = index();

    assertThat(page)
        .containsSubsequence("✗</span> FAIL", "./gate-2/continuity.html", "✓</span> PASS", "gate-1")
        .contains("100 %", "2,000", "2 min", "2026-11-20 14:03");
  }

  @Test
  void runsThatEndTogetherAreAllListed() throws Exception {
    int runs = 24;
    ExecutorService ends = Executors.newFixedThreadPool(8);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      String name = "gate-" + (100 + i);
      all.add(
          ends.submit(
              () -> {
                leave(name, 0, Verdict.PASS);
                RunIndex.write(root);
                return name;
              }));
    }
    for (Future<?> each : all) {
      each.get(1, TimeUnit.MINUTES);
    }
    ends.shutdownNow();

    String page = Files.readString(root.resolve("index.html"));
    for (int i = 0; i < runs; i++) {
      assertThat(page).contains("./gate-" + (100 + i) + "/continuity.html");
    }
  }

  @Test
  void passesOverForeignFoldersAndNamesBrokenOnes() throws IOException {
    leave("gate-1", 0, Verdict.PASS);
    Files.createDirectories(root.resolve("notes"));
    Files.writeString(root.resolve("README.md"), "x");
    broken("cut", "{\"schema\": 1, \"run\": ");
    broken("other-schema", "{\"schema\": 99}");
    broken("array", "[1]");
    broken(
        "odd-verdict", "{\"schema\":1,\"simulation\":\"x\",\"verdict\":\"<b>\",\"continuity\":{}}");
    broken(
        "nonsense",
        "{\"schema\":1,\"simulation\":\"x\",\"verdict\":\"PASS\",\"continuity\":"
            + "{\"planned\":1,\"rate\":\"a\",\"lowerBound\":0,\"required\":0}}");

    String page = index();

    assertThat(page)
        .contains("gate-1", "<code>cut</code>: verdict.json is no JSON")
        .contains("<code>other-schema</code>: schema must be 1, got: 99")
        .contains("<code>odd-verdict</code>: verdict must be PASS, FAIL or INVALID, got: &lt;b&gt;")
        .contains("<code>nonsense</code>: rate must be 0 to 1")
        .contains("<code>array</code>")
        .doesNotContain("notes");
  }

  @Test
  void drawsTrendsOnceASimulationHasTwoRuns() throws IOException {
    leave("gate-1", 0, Verdict.PASS);
    assertThat(index()).doesNotContain("<polyline");

    leave("gate-2", 1, Verdict.FAIL);
    assertThat(index()).contains("<polyline", "Continuity, lower bound", "Restore, p99");
  }

  @Test
  void runsOfAnotherSizeAreAnotherCourse() throws IOException {
    leave("gate-1", 0, Verdict.PASS);
    leave("gate-2", 1, Verdict.PASS);
    Path small = root.resolve("gate-2").resolve("verdict.json");
    Files.writeString(
        small, Files.readString(small).replaceFirst("\"planned\"\\s*:\\s*2000", "\"planned\": 10"));

    assertThat(index()).contains("mock backend, 10 users").doesNotContain("<polyline");
  }

  @Test
  void anInvalidRunHasAShapeOfItsOwnAndIsNotOnTheLine() throws IOException {
    leave("gate-1", 0, Verdict.PASS);
    leave("gate-2", 1, Verdict.INVALID);
    leave("gate-3", 2, Verdict.FAIL);

    assertThat(index())
        .contains("<path class=\"invalid\"", "<path class=\"fail\"", "<circle class=\"pass\"")
        .containsPattern("<polyline class=\"course\" points=\"[0-9.]+,[0-9.]+ [0-9.]+,[0-9.]+\"/>")
        .contains("says nothing of its target");
  }

  @Test
  void aSmokeRunIsListedAsThatAndIsInNoTrend() throws IOException {
    leave("gate-1", 0, Verdict.PASS);
    leave("gate-2", 1, new Assessment(Verdict.PASS, true, List.of(), List.of(), List.of(), 0.5));

    assertThat(index()).contains("PASS (smoke)").doesNotContain("<polyline");
  }

  @Test
  void aFoldersNameCannotLeaveItsLink() throws IOException {
    leave("a \"><script>alert(1)<&# ?", 0, Verdict.PASS);

    assertThat(index())
        .contains("href=\"./a%20%22%3E%3Cscript%3Ealert%281%29%3C%26%23%20%3F/continuity.html\"")
        .doesNotContain("<script>alert");
  }

  @Test
  void needsNoScriptAndNoNetwork() throws IOException {
    leave("gate-1", 0, Verdict.PASS);

    assertThat(index().replaceAll("(?s)<script>.*?</script>", ""))
        .contains("data-label=\"Continuity\">100 %</td>")
        .doesNotContainPattern("(?i)\\bsrc=|href=\"(?!#|\\./)|url\\(|@import");
  }

  @Test
  void anEmptyFolderHasAPageToo() throws IOException {
    assertThat(index()).contains("No run has left a verdict here yet.");
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void twoHundredRunsAreOneSmallPage() throws IOException {
    leaveMany(root, 200);

    RunIndex.write(root);

    assertThat(Files.size(root.resolve("index.html"))).isLessThan(300_000);
  }

  /** So many runs, an hour apart. */
  public static void leaveMany(Path root, int runs) throws IOException {
    for (int i = 0; i < runs; i++) {
      Path folder = Files.createDirectories(root.resolve("gate-" + i));
      Files.writeString(
          folder.resolve("verdict.json"),
          VerdictJson.of(run("gate-" + i, i), PASSED, SampleAssessments.NOT_COMPARED));
    }
  }

  private static final Assessment PASSED = SampleAssessments.PASS;

  private void leave(String name, int hoursLater, Verdict verdict) throws IOException {
    leave(name, hoursLater, new Assessment(verdict, List.of(), List.of(), 0.99985));
  }

  private void leave(String name, int hoursLater, Assessment assessment) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    String verdict;
    synchronized (BASE) {
      // A histogram, even when it is only read, is for one thread.
      verdict = VerdictJson.of(run(name, hoursLater), assessment, SampleAssessments.NOT_COMPARED);
    }
    Files.writeString(folder.resolve("verdict.json"), verdict);
    Files.writeString(folder.resolve("continuity.html"), "x");
  }

  private static RunRecord run(String name, int hoursLater) {
    RunRecord base = BASE;
    RunIdentity was = base.identity();
    RunIdentity identity =
        new RunIdentity(
            name,
            was.simulation(),
            was.startedAt().plus(Duration.ofHours(hoursLater)),
            was.timeScale(),
            was.plannedUsers(),
            was.requiredContinuity(),
            was.confidence(),
            was.target(),
            Map.of(),
            Map.of());
    return RunRecordBuilder.of(identity)
        .durationMillis(base.durationMillis())
        .peakConcurrentUsers(2_000)
        .tallies(base.tallies())
        .anomalies(base.anomalies())
        .latencies(base.latencies())
        .generator(base.generator())
        .build();
  }

  private static final RunRecord BASE =
      SampleRuns.run("base", 24, 5_000, 20_000, Map.<Anomaly, Long>of(), List.of());

  private void broken(String name, String text) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    Files.writeString(folder.resolve("verdict.json"), text);
  }

  private String index() throws IOException {
    RunIndex.write(root);
    return Files.readString(root.resolve("index.html"));
  }
}
