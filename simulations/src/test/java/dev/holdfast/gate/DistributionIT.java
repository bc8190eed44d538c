package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The archive as it is handed out, and a project that it writes, each used as anybody would. */
final class DistributionIT {

  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /** A folder as people have it: with a blank and letters beyond ASCII. */
  @TempDir private static Path around = Path.of("");

  private static Path home = Path.of("");

  /** What a command printed, and how it ended. */
  private record Ran(int exit, String output) {}

  @BeforeAll
  static void unpack() throws Exception {
    Path folder = Files.createDirectory(around.resolve("für alle"));
    assertThat(run(folder, "tar", "-xzf", archive().toString()).exit()).isZero();
    try (var unpacked = Files.list(folder)) {
      home = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aRunEndsAsItsVerdictSays() throws Exception {
    Ran pass = holdfast(folder("pass"), "run", "gate", small("holdfast.smoke=true"));
    assertThat(pass.exit()).as(pass.output()).isZero();
    assertThat(pass.output()).contains("PASS (smoke)");

    Ran fail =
        holdfast(folder("fail"), "run", "gate", small("holdfast.backend.defects=lost-message:0.5"));
    assertThat(fail.exit()).as(fail.output()).isEqualTo(1);

    Ran invalid =
        holdfast(folder("invalid"), "run", "gate", small("holdfast.target=ws://127.0.0.1:9/ws"));
    assertThat(invalid.exit()).as(invalid.output()).isEqualTo(3);

    Ran refused = holdfast(folder("refused"), "run", "gate", small("holdfast.users=0"));
    assertThat(refused.exit()).as(refused.output()).isEqualTo(2);
    assertThat(refused.output()).contains("holdfast.users must be at least 1");

    Ran unknown = holdfast(folder("unknown"), "run", "org.example.NoSuchSimulation");
    assertThat(unknown.exit()).as(unknown.output()).isEqualTo(2);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void itHoldsEachDialectAndItsPage() {
    for (ShippedDialect dialect : ShippedDialect.values()) {
      assertThat(home.resolve("dialects").resolve(dialect.file().getFileName())).isRegularFile();
      assertThat(home.resolve("docs/dialects").resolve(dialect.page().getFileName()))
          .isRegularFile();
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatIsNoKindOfRunIsRefusedWithThoseThatThereAre() throws Exception {
    Ran ran = holdfast(folder("kinds"), "run", "marathon");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output()).contains("gate, soak, storm, resilience, capacity", "marathon");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void eachJarCarriesTheLicencesOfWhatItContains() throws Exception {
    try (var jars = Files.list(home.resolve("lib"))) {
      List<Path> own =
          jars.filter(jar -> jar.getFileName().toString().matches("(holdfast|mock).*\\.jar"))
              .toList();
      assertThat(own).hasSize(3);
      for (Path jar : own) {
        assertThat(run(home, "unzip", "-l", jar.toString()).output())
            .as(jar.toString())
            .contains("META-INF/LICENSE", "META-INF/THIRD-PARTY.txt");
      }
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void itNamesWhatItContainsAndHoldsNothingThatNobodyMayHandOn() throws Exception {
    assertThat(home.resolve("THIRD-PARTY.txt")).content().contains("Gatling", "Netty", "Apache");
    try (var jars = Files.list(home.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()).toList())
          .anyMatch(jar -> jar.startsWith("gatling-app"))
          .noneMatch(jar -> jar.contains("highcharts"));
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aProjectThatItWritesRunsAsItIsAndSoDoesItsOwnSimulation() throws Exception {
    Path folder = folder("project");
    Ran written = holdfast(folder, "init", "checks");
    assertThat(written.exit()).as(written.output()).isZero();
    Path project = folder.resolve("checks");
    assertThat(holdfast(folder, "init", "checks").output()).contains("is there already");

    Ran gate = maven(project, small("holdfast.smoke=true"));
    assertThat(gate.exit()).as(gate.output()).isZero();
    assertThat(gate.output()).contains("PASS (smoke)", "ReleaseGateSimulation");

    Ran own =
        maven(project, small("holdfast.smoke=true", "gatling.simulationClass=CommuterSimulation"));
    assertThat(own.exit()).as(own.output()).isZero();
    assertThat(own.output()).contains("PASS (smoke)", "CommuterSimulation");
    assertThat(project.resolve("target-reports/index.html")).isRegularFile();

    Ran lossy =
        maven(
            project,
            small(
                "gatling.simulationClass=CommuterSimulation",
                "holdfast.backend.defects=lost-message:1"));
    assertThat(lossy.exit()).as(lossy.output()).isNotZero();
    assertThat(lossy.output()).contains("lost-message");
    assertThat(lossy.output())
        .as("the verdict is the last word, and not Maven's")
        .doesNotContain("[ERROR]", "Failed to execute goal", "-e switch");
  }

  private static String[] small(String... further) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.warm-up.most=0s",
                "holdfast.scenarios=history",
                "holdfast.users=20",
                "holdfast.ramp=2s",
                "holdfast.duration=10s",
                "holdfast.pace=2s"));
    settings.addAll(Arrays.asList(further));
    return settings.stream().map(each -> "-D" + each).toArray(String[]::new);
  }

  private static Path folder(String name) throws IOException {
    return Files.createDirectory(around.resolve(name));
  }

  private static Ran holdfast(Path folder, String command, String first, String... further)
      throws Exception {
    List<String> line = new ArrayList<>(List.of(home.resolve("bin/holdfast").toString()));
    line.addAll(List.of(command, first));
    line.addAll(Arrays.asList(further));
    return run(folder, line.toArray(String[]::new));
  }

  /**
   * In a project outside this build, with the jars of this build from a repository of the tests.
   */
  private static Ran maven(Path project, String... settings) throws Exception {
    List<String> line = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
    line.addAll(List.of("-gs", repositories().toString()));
    line.add("-Dmaven.repo.local=" + build().resolve("test-repository"));
    line.addAll(Arrays.asList(settings));
    line.add("gatling:test");
    return run(project, line.toArray(String[]::new));
  }

  /** What this build has fetched already is not fetched again. */
  private static Path repositories() throws IOException {
    String fetched = Path.of(System.getProperty("dev.holdfast.repository")).toUri().toString();
    String one =
        "<id>fetched</id><url>"
            + fetched
            + "</url><releases><checksumPolicy>ignore</checksumPolicy></releases>";
    return Files.writeString(
        around.resolve("repositories.xml"),
        "<settings><profiles><profile><id>fetched</id><repositories><repository>"
            + one
            + "</repository></repositories><pluginRepositories><pluginRepository>"
            + one
            + "</pluginRepository></pluginRepositories></profile></profiles>"
            + "<activeProfiles><activeProfile>fetched</activeProfile></activeProfiles></settings>");
  }

  private static Path archive() throws IOException {
    try (var files = Files.list(build())) {
      return files
          .filter(file -> file.toString().endsWith("-distribution.tar.gz"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Path build() {
    return Path.of(System.getProperty("dev.holdfast.build"));
  }

  private static Ran run(Path folder, String... command) throws Exception {
    Path output = Files.createTempFile(around, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroy();
      throw new AssertionError(String.join(" ", command) + " hangs: " + Files.readString(output));
    }
    return new Ran(process.exitValue(), Files.readString(output));
  }
}
