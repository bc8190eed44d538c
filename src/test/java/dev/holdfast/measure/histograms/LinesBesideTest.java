package dev.holdfast.measure.histograms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Timings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines that a second thread takes. */
@Timeout(20)
class LinesBesideTest {

  private static final Series RESTORE = new Series(Phase.RESTORE, Cohort.ALL);
  private static final Timings NOTHING = sum -> {};

  private static HistogramLog.Line line(long number) {
    return new HistogramLog.Line(RESTORE, number, number + 1, NOTHING);
  }

  @Test
  void everyLineIsTakenInItsOrder() {
    List<Long> taken = new ArrayList<>();
    try (LinesBeside beside = new LinesBeside(line -> taken.add(line.fromMillis()))) {
      for (long number = 0; number < 1_000; number++) {
        beside.add(line(number));
      }
      beside.finish();
    }

    assertThat(taken).containsExactlyElementsOf(LongStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void whatTheReaderThrowsIsThrown() {
    try (LinesBeside beside =
        new LinesBeside(
            line -> {
              throw new IllegalArgumentException("no such place");
            })) {
      beside.add(line(1));

      assertThatThrownBy(beside::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("no such place");
    }
  }

  @Test
  void noLineIsNoWork() {
    List<HistogramLog.Line> taken = new ArrayList<>();
    try (LinesBeside beside = new LinesBeside(taken::add)) {
      beside.finish();
    }

    assertThat(taken).isEmpty();
  }
}
