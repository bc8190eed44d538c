package dev.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bench.FleetProcesses.Part;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FleetProcessesTest {

  @Test
  void partsAreToldApartByTheirCommands() {
    assertThat(Part.of("java\0-s\0dev.holdfast.run.fleet.FleetSimulation")).hasValue(Part.INJECTOR);
    assertThat(Part.of("java\0-s\0dev.holdfast.simulations.ReleaseGateSimulation"))
        .hasValue(Part.RUN);
    assertThat(Part.of("nats-server\0-js")).hasValue(Part.EXCHANGE);
    assertThat(Part.of("java\0dev.holdfast.launch.Main\0fleet\0up")).isEmpty();
  }

  @Test
  void aProcessStaysCountedForItsPartOnceItHasEnded() throws Exception {
    String work = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo done; sleep 50";
    String injector = "sh -c '" + work + "; :' dev.holdfast.run.fleet.FleetSimulation";
    Process starter = new ProcessBuilder("sh", "-c", injector + " & wait").start();
    FleetProcesses processes = new FleetProcesses(starter.toHandle());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(starter.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("done");
      processes.look();
    } finally {
      starter.descendants().forEach(ProcessHandle::destroy);
      starter.destroy();
    }
    starter.waitFor();
    processes.look();

    assertThat(processes.of(Part.INJECTOR).seconds()).isGreaterThan(0.05);
    assertThat(processes.of(Part.RUN).seconds()).isZero();
  }
}
