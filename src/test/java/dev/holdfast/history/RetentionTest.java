package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunLock;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.report.SampleAssessments;
import dev.holdfast.report.SampleRuns;
import dev.holdfast.report.VerdictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

  @TempDir Path root;
  @TempDir Path elsewhere;

  @Test
  void deletesTheOldestBeyondTheNumberByTheirStartNotTheirName() throws IOException {
    Path oldest = run("z-first", 0);
    Path middle = run("a-second", 1);
    Path newest = run("m-third", 2);

    assertThat(Retention.apply(root, 2)).containsExactly(oldest);

    assertThat(oldest).doesNotExist();
    assertThat(middle).isDirectory();
    assertThat(newest).isDirectory();
  }

  @Test
  void zeroKeepsAll() throws IOException {
    run("a", 0);
    run("b", 1);

    assertThat(Retention.apply(root, 0)).isEmpty();
  }

  @Test
  void touchesNothingThatNoRunLeft() throws IOException {
    Path notes = Files.createDirectories(root.resolve("notes"));
    Files.writeString(notes.resolve("run.json"), "{\"mine\": true}");
    Files.writeString(root.resolve("README.md"), "x");
    Path gatling = Files.createDirectories(root.resolve("gatling-1"));
    Path outside = run(elsewhere, "kept-elsewhere", 0);
    Path link = Files.createSymbolicLink(root.resolve("link"), outside);
    run("a", 1);
    run("b", 2);

    Retention.apply(root, 1);

    assertThat(root.resolve("a")).doesNotExist();
    assertThat(root.resolve("b")).isDirectory();
    assertThat(notes.resolve("run.json")).exists();
    assertThat(root.resolve("README.md")).exists();
    assertThat(gatling).exists();
    assertThat(link).isSymbolicLink();
    assertThat(outside.resolve("run.json")).exists();
  }

  @Test
  void aLinkWithinADeletedRunIsNotFollowed() throws IOException {
    Path outside = Files.writeString(elsewhere.resolve("precious"), "x");
    Files.createSymbolicLink(run("a", 0).resolve("link"), elsewhere);
    run("b", 1);

    Retention.apply(root, 1);

    assertThat(root.resolve("a")).doesNotExist();
    assertThat(outside).exists();
  }

  @Test
  void aRunThatMayStillBeGoingOnStays() throws IOException {
    Path going = run("a", 0);
    Files.delete(going.resolve("end.json"));
    run("b", 1);

    Retention.apply(root, 1);

    assertThat(going).isDirectory();
  }

  @Test
  void aRunThatHasEndedAndStillWritesItsReportsStays() throws IOException {
    Path writing = run("a", 0);
    RunLock.take(writing);
    Path over = run("b", 1);
    run("c", 2);

    assertThat(Retention.apply(root, 1)).containsExactly(over);

    assertThat(writing).isDirectory();
  }

  @Test
  void theIndexListsOnlyWhatStayed() throws IOException {
    for (int i = 0; i < 3; i++) {
      Path folder = run("gate-" + i, i);
      Files.writeString(
          folder.resolve("verdict.json"),
          VerdictJson.of(
              SampleRuns.clean(), SampleAssessments.PASS, SampleAssessments.NOT_COMPARED));
    }

    RunIndex.write(root, 2);

    assertThat(Files.readString(root.resolve("index.html")))
        .contains("gate-1", "gate-2")
        .doesNotContain("gate-0");
  }

  @Test
  void refusesANegativeNumber() {
    assertThatThrownBy(() -> Retention.apply(root, -1))
        .hasMessage("keep must be 0 (all) or more, got: -1");
  }

  private Path run(String name, int hoursLater) {
    return run(root, name, hoursLater);
  }

  private static Path run(Path root, String name, int hoursLater) {
    RunIdentity was = SampleRuns.identity(name, Map.of());
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
    Path folder = root.resolve(name);
    RunRecorder.start(folder, identity, RecorderSettings.standard()).finish(true, "");
    return folder;
  }
}
