package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.RunJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that is cut for some seconds loses nothing, and doubles nothing. */
final class FleetCutsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

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
      awaitSpans(fleet);
      line.cut();
      pause(4);
      line.mend();
      assertWhole(fleet, run);
    }
  }

  @Test
  void anExchangeThatIsKilledAndComesBackAfterTwoSeconds() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 2, small())) {
      GateProcess run = fleet.start("ReleaseGateSimulation");
      fleet.inject(0);
      fleet.inject(1);
      awaitSpans(fleet);
      fleet.exchange().kill();
      pause(2);
      fleet.exchange().startAgain();
      assertWhole(fleet, run);
    }
  }

  private static void assertWhole(FleetRun fleet, GateProcess run) throws Exception {
    assertThat(run.await(PATIENCE)).as(fleet.said()).isZero();
    for (InjectorProcess injector : fleet.injectors()) {
      assertThat(injector.await(Duration.ofSeconds(20))).as(fleet.said()).isZero();
    }
    RunRecord whole = RunJournal.read(run.run());
    Tally parts = Tally.NONE;
    long spans = 0;
    for (Path part : PartFolders.fromElsewhere(run.run())) {
      RunRecord its = RunJournal.read(part);
      parts = parts.plus(its.total());
      spans = Math.max(spans, its.intervals().size());
    }
    assertThat(whole.abortReasons()).as(fleet.said()).isEmpty();
    assertThat(whole.intervals()).as("each interval once").hasSize((int) spans);
    assertThat(whole.total()).isEqualTo(parts);
    assertThat(whole.total().planned()).isEqualTo(24L * 14);
    assertThat(whole.total().judged()).isEqualTo(whole.total().planned());
  }

  private static void awaitSpans(FleetRun fleet) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (InjectorProcess injector : fleet.injectors()) {
                Path spans = injector.part().resolve("intervals.jsonl");
                if (!Files.exists(spans) || Files.readAllLines(spans).size() < 4) {
                  return false;
                }
              }
              return true;
            });
  }

  /** What is tested takes its time: nothing can be looked at meanwhile. */
  private static void pause(int seconds) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
  }
}
