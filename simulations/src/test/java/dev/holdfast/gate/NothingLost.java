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

/** That of a fleet's intervals each is in the run once, whatever happened to its lines. */
final class NothingLost {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private NothingLost() {}

  /**
   * Waits for the end, and holds the run against what its injectors recorded.
   *
   * @param planned returns
   */
  static void assertIn(FleetRun fleet, GateProcess run, long planned) throws Exception {
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
    assertThat(whole.total().planned()).isEqualTo(planned);
    assertThat(whole.total().judged()).isEqualTo(whole.total().planned());
  }

  /** Waits until all record. */
  static void awaitIntervals(FleetRun fleet) {
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
}
