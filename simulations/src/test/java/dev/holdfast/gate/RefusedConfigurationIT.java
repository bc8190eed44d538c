package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration that makes no sense ends the run with one clear line, before any load. */
final class RefusedConfigurationIT {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "holdfast.users=0 | holdfast: holdfast.users must be at least 1, got: 0",
        "holdfast.user=5 | holdfast: holdfast.user is not a key of Holdfast; the nearest one is holdfast.users",
        "holdfast.target=http://localhost/ws | holdfast: holdfast.target must be a URL such as ws://host:8080/ws",
        "holdfast.scenarios=histroy | holdfast: holdfast.scenarios must be all or a list of",
        "holdfast.backend.defects=lost-mesage:0.1 | holdfast: holdfast.backend.defects must be",
      })
  void itIsOneLineAndNonZero(String setting, String line) throws Exception {
    GateProcess gate = GateProcess.start(folder, setting);

    int exit = gate.await(Duration.ofSeconds(40));

    assertThat(exit).isNotZero();
    assertThat(gate.output().strip().lines().toList())
        .hasSize(1)
        .first()
        .asString()
        .startsWith(line);
    assertThat(folder.resolve("reports")).doesNotExist();
  }
}
