package dev.holdfast.gate;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that is cut for some seconds loses nothing, and doubles nothing. */
@Tag("long")
final class FleetCutsIT {

  @TempDir Path folder;

  private static String[] small() {
    return SmallGate.with(
        "holdfast.users=24",
        "holdfast.duration=14s",
        "holdfast.ramp=1s",
        "holdfast.smoke=true",
        "holdfast.reports.interval=500ms",
        "holdfast.scenarios=history");
  }

  @Test
  void aLineThatIsDownForFourSeconds() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 2, small());
        CutLine line = CutLine.to(fleet.exchange().port())) {
      String through = "holdfast.exchange=nats://127.0.0.1:" + line.port();
      GateProcess run = fleet.start("ReleaseGateSimulation");
      fleet.inject(0, through);
      fleet.inject(1, through);
      NothingLost.awaitIntervals(fleet);
      line.cut();
      pause(4);
      line.mend();
      NothingLost.assertIn(fleet, run, 24 * 14);
    }
  }

  @Test
  void anExchangeThatIsKilledAndComesBackAfterTwoSeconds() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 2, small())) {
      GateProcess run = fleet.start("ReleaseGateSimulation");
      fleet.inject(0);
      fleet.inject(1);
      NothingLost.awaitIntervals(fleet);
      fleet.exchange().kill();
      pause(2);
      fleet.exchange().startAgain();
      NothingLost.assertIn(fleet, run, 24 * 14);
    }
  }

  /** What is tested takes its time: nothing can be looked at meanwhile. */
  private static void pause(int seconds) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
  }
}
