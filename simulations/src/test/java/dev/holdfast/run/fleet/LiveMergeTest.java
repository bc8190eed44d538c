package dev.holdfast.run.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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

  /** The rest waits as it came, which is small, and counts as that does. */
  @Test
  void whatARunsOwnDiskIsTooSlowForWaitsUnmergedUntilThatIsTooMuch() throws Exception {
    CountDownLatch disk = slowDisk();
    LiveMerge merge = merge(20L * span(1).length);
    int brought = 0;
    Optional<String> tooMuch = Optional.empty();
    while (tooMuch.isEmpty() && brought < 100) {
      brought++;
      assertThat(merge.take(quick, span(brought))).isEmpty();
      tooMuch = merge.take(slow, span(brought));
    }
    assertThat(brought).as("five for the disk, ten of both as they came").isBetween(14, 16);
    assertThat(tooMuch)
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .matches("the run's own disk is behind: intervals from [56] on wait.*"));

    disk.countDown();
    quick.ended(bye(brought));
    slow.ended(bye(brought));
    await().atMost(Duration.ofSeconds(20)).until(merge::mergesAll);
    recorder.finish(true, "");
    assertThat(RunJournal.read(folder).intervals()).as("nothing is lost").hasSize(brought);
  }

  @Test
  void aDiskThatTakesNothingAnyMoreIsFound() throws Exception {
    CountDownLatch disk = slowDisk();
    LiveMerge merge = merge(1_000_000);
    for (int number = 1; number <= 6; number++) {
      assertThat(merge.take(quick, span(number))).isEmpty();
      assertThat(merge.take(slow, span(number))).isEmpty();
    }
    long second = 1_000_000_000;
    assertThat(merge.stands(5 * second)).isEmpty();
    assertThat(merge.stands(120 * second)).isEmpty();
    Optional<String> stands = merge.stands(126 * second);
    disk.countDown();
    recorder.close();

    assertThat(stands)
        .hasValueSatisfying(why -> assertThat(why).containsPattern("from before interval [56] on"));
    assertThat(merge.stands(200 * second)).as("it takes again").isEmpty();
  }

  /** Until it is counted down; whatever is read is read by the thread that writes. */
  private CountDownLatch slowDisk() {
    CountDownLatch disk = new CountDownLatch(1);
    recorder.gauge(
        "disk",
        () -> {
          try {
            disk.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return 1;
        });
    return disk;
  }

  private static FleetMessages.Bye bye(long spans) {
    return new FleetMessages.Bye(spans, spans, 0, 0, "", Map.of());
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
