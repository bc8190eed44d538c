package dev.holdfast.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units in {@code deploy/systemd}. */
final class SystemdUnitsTest {

  private static final Path UNITS = Path.of("../deploy/systemd");
  private static final Path INJECTOR = UNITS.resolve("holdfast-injector@.service");

  /** What a unit starts is not installed where tests run. */
  private static final Pattern STARTS = Pattern.compile("ExecStart=\\S+");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"holdfast-injector@.service", "holdfast-soak.service", "holdfast-soak.timer"})
  void systemdHasNothingAgainstThem(String unit) throws Exception {
    assertThat(saidOf(unit, Files.readString(UNITS.resolve(unit)))).isEmpty();
  }

  @Test
  void aMisspeltKeyIsSeen() throws Exception {
    String unit = Files.readString(INJECTOR).replace("Restart=no", "Restarts=no");

    assertThat(saidOf("holdfast-injector@.service", unit)).contains("Restarts");
  }

  @Test
  void theInstanceIsTheIndex() throws IOException {
    String unit = Files.readString(INJECTOR);
    for (int index = 0; index < 3; index++) {
      Map<String, String> environment = shared();
      String instance = unit.replace("%i", Integer.toString(index));
      Pattern.compile("(?m)^Environment=(\\w+)=(.*)$")
          .matcher(instance)
          .results()
          .forEach(set -> environment.put(set.group(1), set.group(2)));
      RunPlan plan = RunPlan.of(Configuration.load(new Properties(), environment));

      assertThat(plan.fleet().indexIn(Map.of(), plan.searches().injectors())).isEqualTo(index);
      assertThat(plan.fleet().isOn()).isTrue();
    }
  }

  @Test
  void whatItStartsIsACommandOfHoldfast() throws IOException {
    String unit = Files.readString(INJECTOR);

    assertThat(unit).contains("ExecStart=/opt/holdfast/bin/holdfast injector\n");
    assertThat(unit).contains("EnvironmentFile=/etc/holdfast/fleet.env\n");
  }

  /** What is commented out is a setting too. */
  @Test
  void everySettingOfTheSharedFileIsAKey() throws IOException {
    String all =
        Files.readString(UNITS.resolve("fleet.env")).replaceAll("(?m)^# (HOLDFAST_)", "$1");
    Map<String, String> environment = settings(all);
    environment.replaceAll((name, value) -> value.startsWith("/") ? "" : value);

    assertThat(environment).hasSizeGreaterThan(shared().size());
    assertThat(Configuration.load(new Properties(), environment).redacted())
        .containsEntry("holdfast.injectors", "3");
  }

  private static Map<String, String> shared() throws IOException {
    return settings(Files.readString(UNITS.resolve("fleet.env")));
  }

  private static Map<String, String> settings(String text) {
    Map<String, String> settings = new TreeMap<>();
    text.lines()
        .filter(line -> line.startsWith("HOLDFAST_"))
        .map(line -> line.split("=", 2))
        .forEach(setting -> settings.put(setting[0], setting[1]));
    return settings;
  }

  private String saidOf(String name, String unit) throws Exception {
    assumeThat(Path.of("/usr/bin/systemd-analyze")).exists();
    Files.writeString(folder.resolve(name), STARTS.matcher(unit).replaceAll("ExecStart=/bin/true"));
    if (name.endsWith(".timer")) {
      String service = name.replace(".timer", ".service");
      Files.writeString(
          folder.resolve(service),
          STARTS
              .matcher(Files.readString(UNITS.resolve(service)))
              .replaceAll("ExecStart=/bin/true"));
    }
    Process process =
        new ProcessBuilder(List.of("systemd-analyze", "verify", folder.resolve(name).toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    // It loads the machine's own units too, and may have something against these.
    return String.join("\n", said.lines().filter(line -> line.contains("holdfast")).toList());
  }
}
