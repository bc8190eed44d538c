package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.fieldtargets.BackendProcess;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.RunJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three injectors, each on a machine of its own as far as the network goes. */
@Tag("long")
final class FleetNetworkIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String GATE = "ReleaseGateSimulation";
  private static final int INJECTORS = 3;

  @TempDir static Path all;
  private static FleetNetwork network;
  private static ExchangeElsewhere exchange;
  private static RunRecord alone;
  private static JsonNode verdictAlone;

  @TempDir Path folder;

  @BeforeAll
  static void oneProcessPlaysAllUsers() throws Exception {
    network = FleetNetwork.of(INJECTORS);
    exchange = ExchangeElsewhere.start(network.run(), FleetNetwork.EXCHANGE, all);
    try (BackendProcess backend = backend(all)) {
      GateProcess one =
          GateProcess.start(
              Files.createDirectories(all.resolve("one")),
              new GateProcess.Setting(
                  GateProcess.Setting.NORMAL.simulation(), network.injector(0), List.of()),
              small(backend));
      one.await(PATIENCE);
      alone = RunJournal.read(one.run());
      verdictAlone = one.verdict();
      assertThat(alone.total().planned()).as(one.output()).isPositive();
    }
  }

  @AfterAll
  static void endAll() throws Exception {
    if (exchange != null) {
      exchange.close();
    }
    if (network != null) {
      network.removeAll();
    }
  }

  @Test
  void aGateOfThreeInjectorsIsTheSameAsOneProcess() throws Exception {
    try (BackendProcess backend = backend(folder);
        FleetRun fleet = FleetRun.at(folder, network, exchange.url(), INJECTORS, small(backend))) {
      GateProcess run = fleet.start(GATE);
      for (int index = 0; index < INJECTORS; index++) {
        fleet.inject(index);
      }
      int code = run.await(PATIENCE);
      for (InjectorProcess injector : fleet.injectors()) {
        assertThat(injector.await(Duration.ofSeconds(20))).as(fleet.said()).isZero();
      }
      SameRun.assertSame(run, alone, verdictAlone, INJECTORS, fleet.said());
      assertThat(code).isZero();
    }
  }

  static BackendProcess backend(Path folder) throws Exception {
    return BackendProcess.start(network.run(), FleetNetwork.TARGET, folder, "--time-scale", "0.01");
  }

  private static String[] small(BackendProcess backend) throws Exception {
    return Stream.concat(
            Stream.of(network.settings()),
            Stream.of(
                SmallGate.with(
                    "holdfast.target=" + backend.url(),
                    "holdfast.time-scale=0.01",
                    "holdfast.users=62",
                    "holdfast.duration=6s",
                    "holdfast.ramp=2s",
                    "holdfast.smoke=true")))
        .toArray(String[]::new);
  }
}
