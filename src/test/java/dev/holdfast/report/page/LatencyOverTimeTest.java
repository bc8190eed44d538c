package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.Series;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyOverTimeTest {

  private static final long START = 1_700_000_000_000L;
  private static final Series RESTORE = new Series(Phase.RESTORE, Cohort.ALL);

  @TempDir Path folder;

  @Test
  void mergesHistogramsOfOneBucketAndNeverAveragesThem() throws IOException {
    log(400, 5_000);

    List<LatencyOverTime.Point> points =
        LoggedLatencies.in(folder, 400 * 5_000L).points().getOrDefault(RESTORE, List.of());

    assertThat(points).hasSize(LatencyOverTime.BUCKETS);
    assertThat(points)
        .allSatisfy(
            point -> {
              assertThat(point.count()).isEqualTo(4);
              assertThat(point.max()).isBetween(9.9, 10.1);
              assertThat(point.p50()).isBetween(0.9, 1.1);
            });
    assertThat(points.get(0).atMillis()).isEqualTo(5_000);
  }

  @Test
  void whatAKillCutOffIsLeftOut() throws IOException {
    Path log = log(10, 5_000);
    String text = Files.readString(log);
    Files.writeString(log, text.substring(0, text.length() - 20));

    Map<Series, List<LatencyOverTime.Point>> read = LoggedLatencies.in(folder, 50_000).points();

    assertThat(read.getOrDefault(RESTORE, List.of())).hasSize(9);
  }

  @Test
  void aRunWithoutALogHasNoCourse() {
    assertThat(LoggedLatencies.in(folder, 1_000).points()).isEmpty();
  }

  private Path log(int intervals, long millis) throws IOException {
    Path log = folder.resolve("intervals.hlog");
    try (OutputStream out = new FileOutputStream(log.toFile())) {
      HistogramLogWriter writer = new HistogramLogWriter(out);
      writer.outputBaseTime(START);
      writer.outputStartTime(START);
      for (int i = 0; i < intervals; i++) {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(1_000);
        histogram.recordValue(10_000);
        histogram.setTag(RESTORE.tag());
        writer.outputIntervalHistogram(
            i * millis / 1000.0, (i + 1) * millis / 1000.0, histogram, 1_000);
      }
    }
    return log;
  }
}
