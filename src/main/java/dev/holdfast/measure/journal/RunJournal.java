package dev.holdfast.measure.journal;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorCheck;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.TimeCounts;
import dev.holdfast.measure.Witness;
import dev.holdfast.measure.files.RegularFile;
import dev.holdfast.measure.histograms.HistogramLog;
import dev.holdfast.measure.histograms.HistogramReader;
import dev.holdfast.measure.histograms.LinesBeside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Reads a run back from its folder, whether it ended, is still going on, or was killed: what a kill
 * cut off is left out, and at most the last interval is missing.
 */
public final class RunJournal {

  private static final Series LAG = new Series(Phase.LAG, Cohort.ALL);

  /** Bytes of run.json or end.json: far more than any has. */
  private static final int LARGEST_DOCUMENT = 16 << 20;

  private final JournalFiles files;
  private final LongFunction<HistogramReader> beside;
  private final AbortReasons reasons = new AbortReasons();

  private RunJournal(Path folder, LongFunction<HistogramReader> beside) {
    this.files = JournalFiles.in(folder);
    this.beside = beside;
  }

  /**
   * The run in that folder, with what further processes of it recorded in theirs. Damage within it,
   * other than at the very end of a file, becomes an abort reason of the record, because its
   * figures are not whole.
   *
   * @throws UncheckedIOException if the folder holds no run, or not its identity
   */
  public static RunRecord read(Path runFolder) {
    return read(runFolder, RunJournal::nobody);
  }

  /**
   * The same, with every histogram shown to a reader beside: to unpack them takes longest of all
   * that is done with a long run, so they are unpacked once.
   *
   * @param beside the reader for a run of so many milliseconds; is shown the intervals in the order
   *     in which they began
   */
  public static RunRecord read(Path runFolder, LongFunction<HistogramReader> beside) {
    List<Path> parts = PartFolders.in(runFolder);
    if (parts.isEmpty()) {
      return new RunJournal(runFolder, beside).read();
    }
    RunRecord whole =
        RunParts.together(
            new RunJournal(runFolder, RunJournal::nobody).read(),
            parts.stream().map(part -> new RunJournal(part, RunJournal::nobody).read()).toList());
    histograms(runFolder, beside.apply(whole.durationMillis()));
    return whole;
  }

  /**
   * What the run in that folder is, without its figures.
   *
   * @throws UncheckedIOException if the folder holds no run, or not its identity
   */
  public static RunIdentity identity(Path runFolder) {
    return RecordedIdentity.of(JournalFiles.in(runFolder));
  }

  /**
   * Reads the histograms of every interval in the order in which they were written, holding one at
   * a time; what is cut off or damaged is left out.
   */
  public static void histograms(Path runFolder, HistogramReader reader) {
    List<Path> parts = PartFolders.in(runFolder);
    if (!parts.isEmpty()) {
      PartFolders.histograms(runFolder, identity(runFolder), parts, reader);
      return;
    }
    lines(
        JournalFiles.in(runFolder),
        line -> reader.read(line.fromMillis(), line.toMillis(), line.series(), line.timings()),
        damage -> {
          // The record of the same run names it as a reason why its figures are not whole.
        });
  }

  /**
   * What was timed in some intervals alone, merged by series.
   *
   * @param during whether what was recorded from, and to, these milliseconds since the run began
   *     counts
   */
  public static Map<Series, Histogram> latencies(Path runFolder, BiPredicate<Long, Long> during) {
    Map<Series, TimeCounts> merged = new HashMap<>();
    histograms(
        runFolder,
        (from, to, series, micros) -> {
          if (during.test(from, to)) {
            micros.addTo(merged.computeIfAbsent(series, fresh -> new TimeCounts()));
          }
        });
    return histograms(merged);
  }

  private static HistogramReader nobody(long durationMillis) {
    return (from, to, series, micros) -> {};
  }

  private RunRecord read() {
    RunIdentity identity = RecordedIdentity.of(files);
    EndMark end = end();
    end.abortReasons().forEach(reasons::add);
    lines(
        end,
        files.aborts(),
        line -> reasons.add(JournalJson.read(line, AbortReason.class).reason()));
    List<Interval> intervals = intervals(end);
    long duration = intervals.isEmpty() ? 0 : intervals.get(intervals.size() - 1).toMillis();
    LagWhereJudged lagWhereJudged = LagWhereJudged.of(intervals);
    Map<Series, Histogram> latencies = latencies(end, duration, lagWhereJudged);
    List<Witness> witnesses = new ArrayList<>();
    lines(end, files.witnesses(), line -> witnesses.add(JournalJson.read(line, Witness.class)));
    Map<String, Double> samples = samples(end);
    Map<Cohort, Tally> tallies = tallies(intervals);
    return RunRecordBuilder.of(identity)
        .complete(end.complete())
        .endedBy(end.endedBy())
        .abortReasons(reasons.all())
        .durationMillis(duration)
        .peakConcurrentUsers(peakUsers(intervals))
        .tallies(tallies)
        .anomalies(anomalies(intervals))
        .witnesses(List.copyOf(witnesses))
        .latencies(latencies)
        .intervals(intervals)
        .generator(
            GeneratorCheck.figures(
                intervals,
                latencies.getOrDefault(LAG, new Histogram(3)),
                lagWhereJudged.p99Millis(),
                tallies.getOrDefault(Cohort.ALL, Tally.NONE).planned()))
        .samples(samples)
        .build();
  }

  private EndMark end() {
    if (!Files.exists(files.end())) {
      return EndMark.KILLED;
    }
    try {
      return JournalJson.read(RegularFile.text(files.end(), LARGEST_DOCUMENT), EndMark.class);
    } catch (IOException | RuntimeException e) {
      return EndMark.KILLED;
    }
  }

  /** Reads a file, and notes as a reason if it has not the lines that the run wrote. */
  private void lines(EndMark end, Path file, CompleteLines.LineReader reader) {
    noteMissing(end, file, CompleteLines.of(file, reader, reasons::add));
  }

  private void noteMissing(EndMark end, Path file, long found) {
    if (found >= 0) {
      end.missing(String.valueOf(file.getFileName()), found).ifPresent(reasons::add);
    }
  }

  private List<Interval> intervals(EndMark end) {
    List<Interval> intervals = new ArrayList<>();
    lines(end, files.intervals(), line -> intervals.add(JournalJson.read(line, Interval.class)));
    return List.copyOf(intervals);
  }

  private Map<Series, Histogram> latencies(
      EndMark end, long committedMillis, LagWhereJudged whereJudged) {
    Map<Series, TimeCounts> merged = new HashMap<>();
    HistogramReader reader = beside.apply(committedMillis);
    long found =
        lines(
            files,
            line -> {
              // Histograms are written before the line that commits their interval.
              if (line.toMillis() <= committedMillis) {
                line.timings()
                    .addTo(merged.computeIfAbsent(line.series(), fresh -> new TimeCounts()));
                if (line.series().equals(LAG)) {
                  whereJudged.add(line.toMillis(), line.timings());
                }
                reader.read(line.fromMillis(), line.toMillis(), line.series(), line.timings());
              }
            },
            reasons::add);
    noteMissing(end, files.histograms(), found);
    return histograms(merged);
  }

  private static Map<Series, Histogram> histograms(Map<Series, TimeCounts> merged) {
    Map<Series, Histogram> histograms = new HashMap<>();
    merged.forEach((series, counts) -> histograms.put(series, counts.histogram()));
    return histograms;
  }

  private static long lines(
      JournalFiles files, Consumer<HistogramLog.Line> reader, Consumer<String> damages) {
    try (HistogramLog log = new HistogramLog();
        LinesBeside beside = new LinesBeside(reader)) {
      long found =
          CompleteLines.of(
              files.histograms(), text -> log.read(text).ifPresent(beside::add), damages);
      beside.finish();
      return found;
    }
  }

  private Map<String, Double> samples(EndMark end) {
    Map<String, Double> samples = new TreeMap<>();
    lines(
        end,
        files.samples(),
        line -> {
          NamedSample sample = JournalJson.read(line, NamedSample.class);
          samples.put(sample.name(), sample.value());
        });
    return samples;
  }

  private static Map<Cohort, Tally> tallies(List<Interval> intervals) {
    Map<Cohort, Tally> sums = new TreeMap<>();
    sums.put(Cohort.ALL, Tally.NONE);
    for (Interval interval : intervals) {
      interval.tallies().forEach((cohort, tally) -> sums.merge(cohort, tally, Tally::plus));
    }
    return sums;
  }

  private static Map<Anomaly, Long> anomalies(List<Interval> intervals) {
    Map<Anomaly, Long> sums = new EnumMap<>(Anomaly.class);
    for (Anomaly anomaly : Anomaly.values()) {
      sums.put(anomaly, 0L);
    }
    for (Interval interval : intervals) {
      interval.anomalies().forEach((anomaly, count) -> sums.merge(anomaly, count, Long::sum));
    }
    return sums;
  }

  private static int peakUsers(List<Interval> intervals) {
    double peak = 0;
    for (Interval interval : intervals) {
      peak = Math.max(peak, interval.gauges().getOrDefault("users.peak", 0.0));
    }
    return (int) peak;
  }
}
