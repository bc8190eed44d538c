package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.fieldtargets.BackendProcess;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.RunJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to machines of a fleet, each a network namespace. */
@Tag("long")
final class FleetNetworkFailuresIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String GATE = "ReleaseGateSimulation";
  private static final int INJECTORS = 3;

  @TempDir Path folder;
  private FleetNetwork network;
  private ExchangeElsewhere exchange;
  private BackendProcess backend;

  @BeforeEach
  void machines() throws Exception {
    network = FleetNetwork.of(INJECTORS);
    exchange = ExchangeElsewhere.start(network.run(), FleetNetwork.EXCHANGE, folder);
    backend =
        BackendProcess.start(network.run(), FleetNetwork.TARGET, folder, "--time-scale", "0.01");
  }

  @AfterEach
  void noMachines() throws Exception {
    if (backend != null) {
      backend.close();
    }
    if (exchange != null) {
      exchange.close();
    }
    if (network != null) {
      network.removeAll();
    }
  }

  @Test
  void aLineOfTwoInjectorsIsDownForFourSecondsAndNothingIsLostOrDoubled() throws Exception {
    try (FleetRun fleet = fleet()) {
      GateProcess run = fleet.start(GATE);
      for (int index = 0; index < INJECTORS; index++) {
        fleet.inject(index);
      }
      NothingLost.awaitIntervals(fleet);
      network.down(0);
      pause(1);
      network.down(2);
      pause(3);
      network.up(0);
      pause(1);
      network.up(2);
      NothingLost.assertIn(fleet, run, 24 * 14);
    }
  }

  @Test
  void oneSlowHostIsNamedAndNotHiddenByTheOthers() throws Exception {
    try (SlowHost slow = SlowHost.make();
        FleetRun fleet =
            fleet("holdfast.smoke=false", "holdfast.generator.event-loop-lag-p99=500ms")) {
      GateProcess run = fleet.start(GATE);
      fleet.inject(0);
      InjectorProcess starved = fleet.inject(1, slow.wrapper());
      fleet.inject(2);
      await().atMost(PATIENCE).until(() -> starved.output().contains("began"));
      slow.leave(0.1);
      pause(8);
      slow.leaveAll();
      run.await(PATIENCE);
      for (InjectorProcess injector : fleet.injectors()) {
        assertThat(injector.await(Duration.ofSeconds(30))).as(fleet.said()).isZero();
      }
      RunRecord whole = RunJournal.read(run.run());
      assertThat(run.verdict().get("notes").toString() + run.verdict().get("reasons"))
          .contains("the latest was injector 1");
      double its = lagP99(PartFolders.fromElsewhere(run.run(), 1));
      assertThat(its).as("it was slow").isGreaterThan(500);
      assertThat(whole.generator().eventLoopLagP99Millis())
          .as("no mean of three: of it %s", its)
          .isGreaterThan(its * 0.9);
      assertThat(lagP99(PartFolders.fromElsewhere(run.run(), 0))).isLessThan(its / 2);
    }
  }

  @Test
  void aWallClockThatIsOffByTwoSecondsIsToldAndIsNoReason() throws Exception {
    Path library = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    assumeTrue(Files.exists(library), "needs Debian's libfaketime");
    List<String> ahead =
        List.of(
            "env",
            "LD_PRELOAD=" + library,
            "FAKETIME=+2s",
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "DONT_FAKE_MONOTONIC=1");
    try (FleetRun fleet = fleet()) {
      GateProcess run = fleet.start(GATE);
      fleet.inject(0);
      fleet.inject(1, ahead);
      fleet.inject(2);
      run.await(PATIENCE);
      assertThat(run.said()).contains("the wall clock of injector 1 on", "is off by about");
      assertThat(run.said())
          .doesNotContain("the wall clock of injector 0", "the wall clock of injector 2");
      // The library makes a process so slow that it may begin too late; that is another matter.
      assertThat(run.verdict().get("reasons").toString()).doesNotContain("clock");
    }
  }

  private FleetRun fleet(String... further) throws Exception {
    String[] small =
        SmallGate.with(
            "holdfast.target=" + backend.url(),
            "holdfast.time-scale=0.01",
            "holdfast.users=24",
            "holdfast.duration=14s",
            "holdfast.ramp=1s",
            "holdfast.smoke=true",
            "holdfast.reports.interval=500ms",
            "holdfast.scenarios=history");
    String[] settings =
        Stream.of(network.settings(), small, further).flatMap(Stream::of).toArray(String[]::new);
    return FleetRun.at(folder, network, exchange.url(), INJECTORS, settings);
  }

  private static double lagP99(Path part) {
    return RunJournal.read(part).generator().eventLoopLagP99Millis();
  }

  /** What is tested takes its time: nothing can be looked at meanwhile. */
  private static void pause(int seconds) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
  }
}
