package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/cluster/cluster} with command lines that make no sense. */
class ClusterCommandTest {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  private record Ran(int exit, String output) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up --nodes many | --nodes must be 1 to 9, got: many",
        "up --nodes 10 | --nodes must be 1 to 9, got: 10",
        "up --nodes | --nodes must be 1 to 9, got: nothing",
        "up --port 70000 | --port must be 0 to 65535, got: 70000",
        "up --drain-time 1s | there is no option --drain-time: see",
        "status | no cluster is up in",
        "dance | no cluster is up in",
      })
  void whatMakesNoSenseIsRefusedAndLeavesNothingBehind(String words, String message)
      throws Exception {
    Ran ran = run(words.split(" "));

    assertThat(ran.output()).startsWith("cluster: " + message).hasLineCount(1);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeMadeIsToldBeforeAnythingStarts() throws Exception {
    assertThat(run("up", "--folder", folder.resolve("no/such").toString()).output())
        .containsAnyOf("--folder must be a path that can be made", "is missing: apt-get install");
  }

  @Test
  void helpTellsEachCommand() throws Exception {
    Ran ran = run("--help");

    assertThat(ran.output())
        .contains("cluster up [--nodes 3]", "cluster roll")
        .doesNotContain("set -euo");
    assertThat(ran.exit()).isZero();
  }

  private Ran run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Cluster.SCRIPT.toString());
    command.addAll(List.of("--folder", folder.resolve("state").toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), output);
  }
}
