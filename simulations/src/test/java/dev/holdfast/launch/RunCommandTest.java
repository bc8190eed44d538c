package dev.holdfast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A run without a build tool is the same run. */
final class RunCommandTest {

  private static final Path POM = Path.of("pom.xml");
  private static final Path TEMPLATE =
      Path.of("src/main/resources/dev/holdfast/launch/project/pom.xml.txt");

  @Test
  void theGeneratorIsTunedAsTheBuildTunesIt() throws IOException {
    for (Path build : List.of(POM, TEMPLATE)) {
      String text = Files.readString(build).replace("${generator.tier}", "1");
      List<String> given =
          Pattern.compile("<jvmArg>(-X[^<]*)<")
              .matcher(text)
              .results()
              .map(m -> m.group(1))
              .toList();

      assertThat(given).hasSize(8);
      assertThat(GeneratorJvm.arguments("1536m")).as(build.toString()).containsAll(given);
    }
  }

  @Test
  void itEndsAsItsVerdictSays() {
    assertThat(RunCommand.exitCode("PASS", 0)).isZero();
    assertThat(RunCommand.exitCode("FAIL", 2)).isEqualTo(1);
    assertThat(RunCommand.exitCode("INVALID", 2)).isEqualTo(3);
  }

  @Test
  void aPassOfAProcessThatDidNotEndWellIsNone() {
    assertThat(RunCommand.exitCode("PASS", 2)).as("an assertion of its own failed").isEqualTo(1);
    assertThat(RunCommand.exitCode("PASS", 70)).as("it had to be ended").isEqualTo(3);
  }

  @Test
  void theCronJobOfKubernetesSaysWhatTheImageUnderstands() throws IOException {
    String manifest = Files.readString(Path.of("../deploy/kubernetes/soak-cronjob.yaml"));
    Matcher args = Pattern.compile("args: (\\[.*])").matcher(manifest);
    assertThat(args.find()).isTrue();
    String[] line = new ObjectMapper().readValue(args.group(1), String[].class);

    assertThat(line).startsWith("run", "soak");
    assertThat(Files.readString(Path.of("../deploy/container/Containerfile")))
        .contains("ENTRYPOINT [\"/opt/holdfast/bin/holdfast\"]", "WORKDIR /home/holdfast", "10001");
    assertThat(manifest)
        .contains("mountPath: /home/holdfast/target-reports", "runAsUser: 10001")
        .doesNotContain("command:");
    assertThat(
            new CommandLine(new RunCommand())
                .parseArgs(Arrays.copyOfRange(line, 1, line.length))
                .unmatched())
        .isEmpty();
  }

  @Test
  void oneWithoutAVerdictIsNeverAPass() {
    assertThat(RunCommand.exitCode("", 0)).isEqualTo(3);
    assertThat(RunCommand.exitCode("", 64)).isEqualTo(2);
    assertThat(RunCommand.exitCode("", 137)).isEqualTo(3);
  }
}
