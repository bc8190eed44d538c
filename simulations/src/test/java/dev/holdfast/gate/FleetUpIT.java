package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.run.exchange.Nats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code holdfast fleet up}: however it ends, no process and no folder of it is left. */
@Tag("long")
final class FleetUpIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Injectors look for their parent and for their run; both take seconds. */
  private static final Duration GONE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Path temporary;

  @BeforeEach
  void aFolderOfItsOwn() throws Exception {
    Nats.start(folder).close();
    temporary = Files.createDirectories(folder.resolve("temporary"));
  }

  @Test
  void aGateOfTwoInjectorsHasOneVerdict() throws Exception {
    Process fleet = up("holdfast.duration=4s");
    assertThat(fleet.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();

    assertThat(fleet.exitValue()).as(said()).isZero();
    assertThat(said()).contains("PASS (smoke)").doesNotContain("injector 0 ended");
    assertThat(left()).isEmpty();
  }

  @Test
  void oneThatIsKilledLeavesNoProcess() throws Exception {
    Process fleet = up("holdfast.duration=2m");
    List<ProcessHandle> all = begun(fleet);
    fleet.destroyForcibly().waitFor();

    await().atMost(GONE).untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void oneThatIsTerminatedLeavesNeitherProcessNorFolder() throws Exception {
    Process fleet = up("holdfast.duration=2m");
    List<ProcessHandle> all = begun(fleet);
    fleet.destroy();
    assertThat(fleet.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();

    await().atMost(GONE).untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
    assertThat(left()).isEmpty();
  }

  private Process up(String... further) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdfast.launch.Main",
                "fleet",
                "up",
                "gate",
                "--injectors",
                "2",
                "--heap",
                "256m",
                "-Dholdfast.warm-up.most=0s",
                "-Dholdfast.reports.folder=" + folder.resolve("reports")));
    Stream.concat(
            Stream.of(
                SmallGate.with(
                    "holdfast.users=12",
                    "holdfast.ramp=1s",
                    "holdfast.smoke=true",
                    "holdfast.scenarios=history")),
            Stream.of(further))
        .forEach(setting -> command.add("-D" + setting));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  /** All its processes, once the load has begun. */
  private List<ProcessHandle> begun(Process fleet) {
    await()
        .atMost(PATIENCE)
        .failFast("it has ended", () -> !fleet.isAlive())
        // A folder of a rehearsal may go while it is walked through.
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(
            () -> {
              try (Stream<Path> files = Files.walk(temporary)) {
                return files.filter(file -> file.endsWith("part/intervals.jsonl")).count() == 2;
              }
            });
    List<ProcessHandle> all = fleet.descendants().toList();
    assertThat(all).as("exchange, run, backend, two injectors").hasSizeGreaterThanOrEqualTo(5);
    return all;
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("holdfast-fleet-"))
          .toList();
    }
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("output.txt"));
  }
}
