package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration that makes no sense ends the run with one clear line, before any load. */
final class RefusedConfigurationIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "holdfast.users=0 | holdfast: holdfast.users must be at least 1, got: 0",
        "holdfast.user=5 | holdfast: holdfast.user is not a key of Holdfast; the nearest one is"
            + " holdfast.users",
        "holdfast.target=http://localhost/ws | holdfast: holdfast.target must be a URL such as"
            + " ws://host:8080/ws",
        "holdfast.scenarios=histroy | holdfast: holdfast.scenarios must be all or a list of",
        "holdfast.backend.defects=lost-mesage:0.1 | holdfast: holdfast.backend.defects must be",
      })
  void itIsOneLineAndNonZero(String setting, String line) throws Exception {
    GateProcess gate = GateProcess.start(folder, setting);

    int exit = gate.await(PATIENCE);

    assertThat(exit).isNotZero();
    assertThat(gate.output().strip().lines().toList())
        .hasSize(1)
        .first()
        .asString()
        .startsWith(line);
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  @Test
  void aFileWhereReportsAreToGoIsToldBeforeAnyLoad() throws Exception {
    Files.writeString(folder.resolve("reports"), "not a folder");

    GateProcess gate = GateProcess.start(folder);

    assertThat(gate.await(PATIENCE)).isEqualTo(64);
    assertThat(gate.output())
        .startsWith(
            "holdfast: holdfast.reports.folder must be a folder that can be written, got: "
                + folder.resolve("reports"))
        .hasLineCount(1);
  }

  @Test
  void aFullDiskIsToldBeforeAnyLoad() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("reports"));
    List<String> withSmallDisk =
        List.of(
            "unshare",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            "mount -t tmpfs -o size=64k none " + disk + " && exec \"$@\"",
            "sh");
    assumeTrue(
        succeeds(withSmallDisk, "true"),
        "skipped: this machine gives no disk of its own to a process (unshare --mount)");

    GateProcess gate =
        GateProcess.start(
            folder,
            new GateProcess.Setting(
                GateProcess.Setting.NORMAL.simulation(), withSmallDisk, List.of()));

    assertThat(gate.await(PATIENCE)).isEqualTo(64);
    assertThat(gate.said())
        .contains("holdfast.reports.folder must be a folder that can be written, got: " + disk)
        .contains("No space left on device");
  }

  private static boolean succeeds(List<String> wrapper, String command) throws Exception {
    List<String> whole = new ArrayList<>(wrapper);
    whole.add(command);
    try {
      Process process =
          new ProcessBuilder(whole)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
