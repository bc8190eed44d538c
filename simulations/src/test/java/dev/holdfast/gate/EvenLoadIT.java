package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Users who arrive together do not return together: counted from when each was ready, the windows
 * of this run would see all users once or twice.
 */
final class EvenLoadIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration STEADY = Duration.ofSeconds(8);
  private static final Duration END = Duration.ofSeconds(26);

  /** By this much returns may be moved from one window into the next. */
  private static final double TENTH_OF_A_WINDOW_MILLIS = 500;

  @TempDir Path folder;

  @Test
  @Tag("long")
  void anyFiveSecondsSeeAsManyReturnsWhenAllUsersArriveWithinOne() throws Exception {
    GateProcess gate =
        GateProcess.start(
            folder,
            SmallGate.with(
                "holdfast.users=80",
                "holdfast.scenarios=performance",
                "holdfast.ramp=1s",
                "holdfast.pace=4s",
                "holdfast.duration=24s",
                "holdfast.reports.interval=5s"));

    gate.await(PATIENCE);

    assumeThat(gate.verdict().get("generator").get("eventLoopLagP99Millis").asDouble())
        .as("a generator that is late itself spreads no load evenly")
        .isLessThan(TENTH_OF_A_WINDOW_MILLIS);
    assertThat(SoakRun.unevenness(gate, STEADY, END)).as(gate.output()).isLessThan(0.1);
  }
}
