package dev.holdfast.measure;

import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * The times of one phase of one cohort while the run goes on: many threads record, one cuts
 * intervals off. Costs nothing until the first time is recorded.
 */
final class LivePhase {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final AtomicReference<@Nullable Recorder> recorder = new AtomicReference<>();
  private @Nullable Histogram recycled;

  void record(long micros) {
    Recorder known = recorder.get();
    (known != null ? known : begin()).recordValue(micros);
  }

  /**
   * What was recorded since the last cut; null if nothing was. It may be used only until the next.
   */
  @Nullable Histogram cut() {
    Recorder known = recorder.get();
    if (known == null) {
      return null;
    }
    Histogram cut = known.getIntervalHistogram(recycled);
    recycled = cut;
    return cut.getTotalCount() > 0 ? cut : null;
  }

  private Recorder begin() {
    // Grows with what it sees: a fixed one for 10 min would cost 160 KiB a series, twice.
    Recorder fresh = new Recorder(SIGNIFICANT_DIGITS);
    Recorder raced = recorder.compareAndExchange(null, fresh);
    return raced == null ? fresh : raced;
  }
}
