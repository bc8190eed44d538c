package dev.holdfast.run.injectors;

import dev.holdfast.capacity.IntervalReport;
import dev.holdfast.capacity.LevelMeter;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.Phase;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Makes a span of each interval of an injector's journal. */
public final class IntervalReportSource implements IntervalListener {

  private static final String CPU_SHARE = "generator.cpu-share";
  private static final String OPEN_FILES = "generator.open-files";
  private static final String OPEN_FILES_LIMIT = "generator.open-files-limit";

  private final LevelMeter meter;
  private final Consumer<IntervalReport> sink;
  private Histogram lag = new Histogram(3);

  public IntervalReportSource(LevelMeter meter, Consumer<IntervalReport> sink) {
    this.meter = meter;
    this.sink = sink;
  }

  @Override
  public void timed(Phase phase, Histogram micros) {
    if (phase == Phase.LAG) {
      lag.add(micros);
    }
  }

  @Override
  public void ended(Interval interval) {
    double limit = interval.gauges().getOrDefault(OPEN_FILES_LIMIT, Double.NaN);
    double share = interval.gauges().getOrDefault(OPEN_FILES, 0.0) / limit;
    sink.accept(
        new IntervalReport(
            meter.cut(System.nanoTime()),
            interval.gauges().getOrDefault(CPU_SHARE, 0.0),
            Double.isFinite(share) ? share : 0,
            lag));
    lag = new Histogram(3);
  }
}
