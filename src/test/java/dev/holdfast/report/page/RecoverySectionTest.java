package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.report.SampleRuns;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RecoverySectionTest {

  @Test
  void splitsAnOutageIntoItsPartsAndAddsThemUp() {
    String html =
        recovery(
            Map.of(
                Phase.DETECTION, micros(20_000, 20_000, 20_000, 20_000),
                Phase.OFFLINE, micros(60_000, 60_000, 60_000, 60_000),
                Phase.BACK_OFF, micros(200_000),
                Phase.HANDSHAKE, micros(2_000, 2_000, 2_000, 2_000),
                Phase.CONNECT, micros(3_000, 3_000, 3_000, 3_000),
                Phase.RESTORE, micros(10_000, 10_000, 10_000, 10_000)));

    assertThat(html)
        .contains("A mean outage, 140 ms", "A mean return, 10 ms")
        .contains("</span> detection 20 ms", "</span> offline 60 ms")
        .as("one return of four was turned away for 200 ms, so a mean one for 50 ms")
        .contains("</span> back-off 50 ms")
        .contains("</span> before 1 ms", "</span> handshake 2 ms", "</span> restore 7 ms")
        .contains("<th scope=\"row\">back_off</th>", "<td class=\"num\">1</td>")
        .contains("is told apart.");
  }

  @Test
  void showsOnlyTheReturnWhereNothingBeforeItWasTimed() {
    String html =
        recovery(
            Map.of(
                Phase.HANDSHAKE, micros(2_000),
                Phase.CONNECT, micros(3_000),
                Phase.RESTORE, micros(10_000)));

    assertThat(html)
        .contains("A mean return, 10 ms", "was not timed in this run")
        .doesNotContain("A mean outage", "back_off", "detection", "NaN");
  }

  @Test
  void anOutageMayLackSomeOfItsParts() {
    String html = recovery(Map.of(Phase.OFFLINE, micros(60_000), Phase.RESTORE, micros(10_000)));

    assertThat(html)
        .contains("A mean outage, 70 ms", "</span> offline 60 ms", "A mean return, 10 ms")
        .doesNotContain("detection", "NaN");
  }

  @Test
  void saysThatNoReturnWasTimed() {
    assertThat(recovery(Map.of(Phase.OFFLINE, micros(60_000)))).contains("No return was timed.");
  }

  private static Histogram micros(long... times) {
    Histogram micros = new Histogram(3);
    for (long time : times) {
      micros.recordValue(time);
    }
    return micros;
  }

  private static String recovery(Map<Phase, Histogram> timed) {
    Map<Series, Histogram> latencies = new HashMap<>();
    timed.forEach((phase, micros) -> latencies.put(new Series(phase, Cohort.ALL), micros));
    return RecoverySection.of(
            RunRecordBuilder.of(SampleRuns.identity("gate-1", Map.of()))
                .durationMillis(5_000)
                .peakConcurrentUsers(4)
                .tallies(Map.of(Cohort.ALL, new Tally(4, Map.of())))
                .anomalies(SampleRuns.anomalies(Map.of()))
                .latencies(latencies)
                .generator(new GeneratorFigures(0, 0, 0, 0, 0, 10, 100, 0, 1))
                .build())
        .toString();
  }
}
