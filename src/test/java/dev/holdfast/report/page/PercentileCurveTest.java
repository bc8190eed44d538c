package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PercentileCurveTest {

  @Test
  void risesFromTheFirstToTheLongestValue() {
    Histogram micros = new Histogram(3);
    for (int i = 1; i <= 1_000; i++) {
      micros.recordValue(i * 1_000L);
    }

    List<PercentileCurve.Point> points = PercentileCurve.of(micros);

    assertThat(points).isSortedAccordingTo((a, b) -> Double.compare(a.oneIn(), b.oneIn()));
    assertThat(points).isSortedAccordingTo((a, b) -> Double.compare(a.millis(), b.millis()));
    assertThat(points.get(points.size() - 1).oneIn()).isEqualTo(1_000);
    assertThat(points.get(points.size() - 1).millis()).isBetween(998.0, 1_000.5);
  }

  @Test
  void aMillionValuesAreFewPoints() {
    Histogram micros = new Histogram(3);
    for (int i = 1; i <= 10_000; i++) {
      micros.recordValueWithCount(i, 100);
    }

    assertThat(PercentileCurve.of(micros)).hasSizeLessThan(150);
  }
}
