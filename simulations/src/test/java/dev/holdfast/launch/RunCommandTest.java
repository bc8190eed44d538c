package dev.holdfast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A run without a build tool is the same run. */
final class RunCommandTest {

  private static final Path POM = Path.of("pom.xml");
  private static final Path TEMPLATE =
      Path.of("src/main/resources/dev/holdfast/launch/project/pom.xml.txt");

  @Test
  void theGeneratorIsTunedAsTheBuildTunesIt() throws IOException {
    String build =
        Files.readString(POM).replace("${generator.tier}", "1") + Files.readString(TEMPLATE);

    GeneratorJvm.arguments("1536m").stream()
        .filter(each -> each.startsWith("-X"))
        .forEach(each -> assertThat(build.split("<jvmArg>" + each + "<", -1)).hasSize(3));
  }

  @Test
  void itEndsAsItsVerdictSays() {
    assertThat(RunCommand.exitCode("PASS", 0)).isZero();
    assertThat(RunCommand.exitCode("FAIL", 2)).isEqualTo(1);
    assertThat(RunCommand.exitCode("INVALID", 2)).isEqualTo(3);
  }

  @Test
  void oneWithoutAVerdictIsNeverAPass() {
    assertThat(RunCommand.exitCode("", 0)).isEqualTo(3);
    assertThat(RunCommand.exitCode("", 64)).isEqualTo(2);
    assertThat(RunCommand.exitCode("", 137)).isEqualTo(3);
  }
}
