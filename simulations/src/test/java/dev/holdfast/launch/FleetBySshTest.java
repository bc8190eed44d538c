package dev.holdfast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/ssh/fleet}, with hosts that are this machine and a Holdfast that only tells. */
final class FleetBySshTest {

  private static final Path SCRIPT = Path.of("../deploy/ssh/fleet").toAbsolutePath().normalize();
  private static final String EXCHANGE = "-Dholdfast.exchange=nats://127.0.0.1:4222";

  @TempDir Path folder;

  @BeforeEach
  void commandsThatTell() throws IOException {
    script("holdfast", "#!/bin/sh\necho \"$*\" >> \"$TOLD\"\n[ \"$1\" = injector ] || exit 3\n");
    // A shell on the other side reads the command again, as that of ssh does.
    script("ssh", "#!/bin/sh\necho \"on $1\"\nexec /bin/sh -c \"$2\"\n");
  }

  @Test
  void aRunAndOneInjectorOnEachHostAreToldTheSame() throws Exception {
    Told told =
        run("gate", "load-1", "root@load-2", "10.0.0.3", "--", EXCHANGE, "-Dholdfast.users=300");

    assertThat(told.code()).as("as the run ends").isEqualTo(3);
    List<RunPlan> plans = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("told")).stream().sorted().toList()) {
      String[] words = line.split(" ", -1);
      RunPlan plan = plan(words);
      plans.add(plan);
      if (words[0].equals("injector")) {
        indices.add(plan.fleet().indexIn(Map.of(), plan.searches().injectors()));
      } else {
        assertThat(line).startsWith("run gate ");
      }
    }
    assertThat(plans).hasSize(4);
    assertThat(indices).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(plans).extracting(plan -> plan.searches().injectors()).containsOnly(3);
    assertThat(plans).extracting(plan -> plan.load().users()).containsOnly(300);
    assertThat(plans).extracting(plan -> plan.fleet().run()).doesNotContain("run").hasSize(4);
    assertThat(plans.stream().map(plan -> plan.fleet().run()).distinct()).hasSize(1);
    Path logs = folder.resolve("fleet-" + plans.get(0).fleet().run());
    assertThat(logs.resolve("injector-1.log")).content().contains("on root@load-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gates h --                              | KIND must be gate, soak",
        "gate --                                 | no HOST was given",
        "gate h;ls --                            | HOST must be a name or an address",
        "gate h -- -Dholdfast.users=3            | -Dholdfast.exchange must be given",
        "gate h -- -Dholdfast.injectors=3        | is told by the hosts: remove it",
        "gate h -- -Dholdfast.reach.headers=A:b  | -Dholdfast.reach.headers may be secret",
        "gate h -- -Dholdfast.fleet.password=pw  | -Dholdfast.fleet.password may be secret",
        "gate h -- users=3                       | settings must be like -Dholdfast.users=6000",
        "gate h -- -Dholdfast.soak.mix=a:$(id)   | a remote shell would take",
      })
  void whatMakesNoSenseStartsNothing(String arguments, String message) throws Exception {
    Told told = run(arguments.split(" ", -1));

    assertThat(told.code()).isEqualTo(2);
    assertThat(told.said()).contains("fleet: ", message);
    assertThat(folder.resolve("told")).doesNotExist();
  }

  private static RunPlan plan(String... words) {
    Properties given = new Properties();
    Arrays.stream(words)
        .filter(word -> word.startsWith("-D"))
        .map(word -> word.substring(2).split("=", 2))
        .forEach(setting -> given.setProperty(setting[0], setting[1]));
    return RunPlan.of(Configuration.load(given, Map.of()));
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Told run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.redirectErrorStream(true).environment();
    environment.keySet().removeIf(name -> name.startsWith("HOLDFAST_"));
    environment.put("TOLD", folder.resolve("told").toString());
    environment.put("FLEET_HOLDFAST", folder.resolve("holdfast").toString());
    environment.put("FLEET_SSH", folder.resolve("ssh").toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Told(process.exitValue(), said);
  }

  private record Told(int code, String said) {}
}
