package dev.holdfast.run.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.journal.RecordedSpan;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.run.exchange.FleetMessages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveMergeTest {

  @TempDir Path folder;
  private final Member quick = new Member(0);
  private final Member slow = new Member(1);
  private RunRecorder recorder;

  @BeforeEach
  void bothCame() {
    quick.came(new FleetMessages.Hello("a", "1", Map.of(), "one"));
    slow.came(new FleetMessages.Hello("b", "1", Map.of(), "two"));
    recorder =
        RunRecorder.start(
            folder,
            new RunIdentity("r", "S", Instant.EPOCH, 1, 2, 0.999, 0.95, "t", Map.of(), Map.of()),
            RecorderSettings.standard());
    recorder.recordsElsewhere();
  }

  @Test
  void anIntervalIsMergedOnceAllHaveBroughtIt() throws Exception {
    LiveMerge merge = merge(1_000_000);
    assertThat(merge.take(quick, span(1))).isEmpty();
    assertThat(merge.take(quick, span(2))).isEmpty();
    assertThat(quick.waitingBytes()).isEqualTo(2L * span(1).length);
    assertThat(merge.take(slow, span(1))).isEmpty();
    assertThat(quick.waitingBytes()).isEqualTo(span(1).length);
    assertThat(merge.take(slow, span(2))).isEmpty();
    assertThat(quick.waitingBytes() + slow.waitingBytes()).as("nothing is kept").isZero();
    recorder.finish(true, "");

    assertThat(RunJournal.read(folder).intervals()).hasSize(2);
    assertThat(RunJournal.read(folder).total().planned()).isEqualTo(4);
  }

  /** The memory of a run must not hang on its slowest injector. */
  @Test
  void anInjectorThatIsBehindTooFarEndsTheRunAndIsNamed() throws Exception {
    LiveMerge merge = merge(10L * span(1).length);
    for (int number = 1; number <= 9; number++) {
      assertThat(merge.take(quick, span(number))).as("interval " + number).isEmpty();
    }
    Optional<String> unused = merge.take(quick, span(10));
    Optional<String> tooMuch = merge.take(quick, span(11));
    recorder.close();

    assertThat(tooMuch)
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("injector 1 on two is behind: its interval 1 has not come"));
  }

  @Test
  void aGapIsFound() throws Exception {
    LiveMerge merge = merge(1_000_000);
    assertThat(merge.take(quick, span(1))).isEmpty();
    Optional<String> gap = merge.take(quick, span(3));
    recorder.close();

    assertThat(gap).hasValueSatisfying(why -> assertThat(why).contains("3 came after 1"));
  }

  private LiveMerge merge(long mostWaiting) {
    return new LiveMerge(List.of(quick, slow), recorder, 0, mostWaiting);
  }

  private static byte[] span(long number) {
    Map<Cohort, Tally> tallies = Map.of(Cohort.ALL, new Tally(1, Map.of()));
    Interval interval = new Interval(number - 1, number, tallies, Map.of(), Map.of(), Map.of());
    return new RecordedSpan(number, interval, "".getBytes(StandardCharsets.UTF_8)).encoded();
  }
}
