package dev.holdfast.report.page;

import dev.holdfast.measure.journal.RunJournal;
import java.nio.file.Path;

/** Latencies over time of a folder that has a histogram log, and need not have a whole run. */
public final class LoggedLatencies {

  private LoggedLatencies() {}

  /** How they went in so many milliseconds; nothing if the folder has no log. */
  public static LatencyOverTime in(Path folder, long durationMillis) {
    LatencyOverTime overTime = new LatencyOverTime();
    RunJournal.histograms(folder, overTime.within(durationMillis));
    return overTime;
  }
}
