package dev.holdfast.run.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InjectorRecordingTest {

  @TempDir Path folder;

  @Test
  void aRehearsalTellsAnIntervalAndLeavesNothingBehind() throws Exception {
    assertThat(InjectorRecording.rehearsed(folder, 1, plan())).isEqualTo(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whereNothingCanBeRecordedARehearsalSaysSo() {
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> InjectorRecording.rehearsed(absent, 1, plan()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("absent");
  }

  /** In a process of its own, which has recorded nothing before. */
  @Test
  void afterARehearsalARecordingLoadsHardlyAnyClass() throws Exception {
    assertThat(loadedByOpening("cold")).isGreaterThan(100);
    assertThat(loadedByOpening("rehearsed")).isLessThan(50);
  }

  private long loadedByOpening(String how) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName(),
                how,
                Files.createDirectories(folder.resolve(how)).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return Long.parseLong(said.strip());
  }

  private static RunPlan plan() {
    return RunPlan.of(Configuration.load(new Properties(), Map.of()));
  }

  /** Opens a recording and says how many classes that loaded. */
  static final class Opening {

    private Opening() {}

    /** Arguments: {@code cold} or {@code rehearsed}, and a folder. */
    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[1]);
      RunPlan plan = plan();
      if (arguments[0].equals("rehearsed")) {
        long unused = InjectorRecording.rehearsed(folder, 1, plan);
      }
      ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
      long before = classes.getTotalLoadedClassCount();
      InjectorRecording opened =
          new InjectorRecording(
              Duration.ZERO, folder, 1, "run", "Simulation", Instant.now(), plan, span -> {});
      long loaded = classes.getTotalLoadedClassCount() - before;
      PrintStream told = System.out;
      told.println(loaded);
      opened.end("");
    }
  }
}
