package dev.holdfast.measure;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.histograms.HistogramLines;
import dev.holdfast.measure.journal.EndMark;
import dev.holdfast.measure.journal.JournalWriter;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.promises.PromisedRun;
import dev.holdfast.promises.Promises;
import dev.holdfast.promises.PromisesJson;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** Writes the journal of a long run, as a recorder would have left it, without the hours. */
public final class JournalOfAMillion {

  /** Reconnections in all. */
  public static final int RECONNECTIONS = 1_000_000;

  private static final int INTERVAL_MILLIS = 5_000;

  /** So that the journal is as a recorder leaves it after 2 h 14 min. */
  private static final int INTERVALS = 1_613;

  private static final int MOST_DRAWN = 620;
  private static final List<Phase> OF_A_RETURN =
      List.of(
          Phase.CONNECT,
          Phase.HANDSHAKE,
          Phase.HISTORY,
          Phase.CONTEXT,
          Phase.RESTORE,
          Phase.ACK,
          Phase.TURN);

  private JournalOfAMillion() {}

  /**
   * Writes a journal.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), INTERVALS);
  }

  /**
   * Writes a journal of the gate's scenarios, gaps, disruptions, places and cycles.
   *
   * @param intervals in how many the million is recorded; at least 1
   */
  public static void write(Path folder, int intervals) throws IOException {
    int each = (RECONNECTIONS + intervals - 1) / intervals;
    Random random = new Random(42);
    List<Cohort> cohorts = cohorts();
    try (JournalWriter writer =
        JournalWriter.begin(folder, promising(), IllegalStateException::new)) {
      for (int i = 0; i < intervals; i++) {
        int planned = Math.min(each, RECONNECTIONS - i * each);
        writer.interval(interval(i, planned, cohorts), histograms(i, planned, cohorts, random));
      }
      writer.end(new EndMark(true, "", List.of()));
    }
  }

  /** What the gate promises by default, so that the journal can be reported. */
  private static RunIdentity promising() {
    RunPlan plan = RunPlan.of(Configuration.load(new Properties(), Map.of()));
    return Recordings.identity().promising(PromisesJson.write(Promises.of(PromisedRun.GATE, plan)));
  }

  private static List<Cohort> cohorts() {
    List<Cohort> cohorts = new ArrayList<>(List.of(Cohort.ALL));
    for (String scenario :
        List.of("history", "memory", "place", "consistency", "gaps", "errors", "performance")) {
      cohorts.add(new Cohort("scenario", scenario));
    }
    List.of("brief", "medium", "extended").forEach(gap -> cohorts.add(new Cohort("gap", gap)));
    List.of("close", "reset", "silence")
        .forEach(loss -> cohorts.add(new Cohort("disruption", loss)));
    List.of("same", "other").forEach(place -> cohorts.add(new Cohort("place", place)));
    for (int cycle = 1; cycle <= 10; cycle++) {
      cohorts.add(new Cohort("cycle", String.valueOf(cycle)));
    }
    return cohorts;
  }

  private static Interval interval(int i, int planned, List<Cohort> cohorts) {
    Map<Cohort, Tally> tallies = new HashMap<>();
    long broken = i % 100 == 0 ? 1 : 0;
    for (Cohort cohort : cohorts) {
      long its = share(planned, cohort);
      tallies.put(
          cohort, new Tally(its, Map.of(Outcome.PRESERVED, its - broken, Outcome.BROKEN, broken)));
    }
    return new Interval(
        (long) i * INTERVAL_MILLIS,
        (i + 1L) * INTERVAL_MILLIS,
        tallies,
        broken == 0 ? Map.of() : Map.of(Anomaly.LATE_RESTORE, broken),
        Map.of(),
        Map.of("users.active", 2_000.0, "users.peak", 2_000.0, "connections.open", 1_900.0));
  }

  private static byte[] histograms(int i, int planned, List<Cohort> cohorts, Random random) {
    HistogramLines lines = new HistogramLines();
    for (Phase phase : OF_A_RETURN) {
      for (Cohort cohort : cohorts) {
        Histogram micros = new Histogram(3);
        long recorded = share(planned, cohort);
        long drawn = Math.min(recorded, MOST_DRAWN);
        for (long value = 0; value < drawn; value++) {
          micros.recordValueWithCount(
              Math.round(3_000 * Math.exp(random.nextGaussian() * 0.6)),
              recorded * (value + 1) / drawn - recorded * value / drawn);
        }
        lines.add(
            (long) i * INTERVAL_MILLIS,
            (i + 1L) * INTERVAL_MILLIS,
            new Series(phase, cohort),
            micros);
      }
    }
    return lines.take();
  }

  private static long share(int planned, Cohort cohort) {
    return switch (cohort.dimension()) {
      case "all" -> planned;
      case "scenario" -> planned / 7;
      case "cycle" -> planned / 10;
      case "place" -> planned / 2;
      default -> planned / 3;
    };
  }
}
