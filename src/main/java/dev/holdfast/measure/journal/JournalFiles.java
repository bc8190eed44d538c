package dev.holdfast.measure.journal;

import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Witness;
import java.nio.file.Path;

/**
 * Where the parts of a journal lie in a run's folder.
 *
 * @param run the run's identity, written first
 * @param intervals one {@link Interval} a line; a line here commits the interval
 * @param histograms HdrHistogram's log format, in microseconds, shown in milliseconds
 * @param witnesses one {@link Witness} a line, as they happen
 * @param samples one measured figure a line, as they happen
 * @param aborts one abort reason a line, as they happen
 * @param end the {@link EndMark}, written last
 */
record JournalFiles(
    Path run,
    Path intervals,
    Path histograms,
    Path witnesses,
    Path samples,
    Path aborts,
    Path end) {

  static JournalFiles in(Path folder) {
    return new JournalFiles(
        folder.resolve("run.json"),
        folder.resolve("intervals.jsonl"),
        folder.resolve("intervals.hlog"),
        folder.resolve("anomalies.jsonl"),
        folder.resolve("samples.jsonl"),
        folder.resolve("aborts.jsonl"),
        folder.resolve("end.json"));
  }
}
