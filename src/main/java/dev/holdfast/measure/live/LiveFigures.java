package dev.holdfast.measure.live;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** All counts and histograms of a run while it goes on, by cohort. */
public final class LiveFigures {

  /** Details of one event that are kept apart: they may quote what a target says. */
  private static final int MOST_DETAILS = 8;

  private static final String OTHER_DETAILS = "other";

  private final RecorderSettings settings;
  private final Consumer<String> warnings;
  private final Map<Cohort, LiveCohort> cohorts = new ConcurrentHashMap<>();
  private final Map<Anomaly, LongAdder> anomalies = new EnumMap<>(Anomaly.class);
  private final Map<Anomaly, Long> anomaliesWritten = new EnumMap<>(Anomaly.class);
  private final Map<String, LongAdder> events = new ConcurrentHashMap<>();
  private final AtomicBoolean tooManyCohorts = new AtomicBoolean();
  private final Histogram cut = new Histogram(3);

  /**
   * Figures of nothing yet.
   *
   * @param warnings told once if there are more cohorts than the settings allow
   */
  public LiveFigures(RecorderSettings settings, Consumer<String> warnings) {
    this.settings = settings;
    this.warnings = warnings;
    cohorts.put(Cohort.ALL, new LiveCohort(longestMicros()));
    for (Anomaly anomaly : Anomaly.values()) {
      anomalies.put(anomaly, new LongAdder());
    }
  }

  public void planned(Cohorts of) {
    of.forEach(this::planned);
  }

  public void planned(Cohort of) {
    LiveCohort live = live(of);
    if (live != null) {
      live.planned();
    }
  }

  public void judged(Cohorts of, Judgement judgement) {
    for (Cohort cohort : of.asList()) {
      LiveCohort live = live(cohort);
      if (live != null) {
        live.judged(judgement.outcome());
      }
    }
    if (!judgement.kept() && judgement.anomalies().stream().allMatch(Anomaly::isOfTime)) {
      boolean silent = judgement.anomalies().contains(Anomaly.NO_ANSWER);
      missedOnlyATime(silent ? Cohort.ONLY_SILENT : Cohort.ONLY_LATE);
    }
  }

  /** A broken return belongs to this cohort as well; that is known only now. */
  private void missedOnlyATime(Cohort of) {
    LiveCohort live = live(of);
    if (live != null) {
      live.planned();
      live.judged(Outcome.BROKEN);
    }
  }

  public void latency(Phase phase, Cohorts of, long micros) {
    for (Cohort cohort : of.asList()) {
      LiveCohort live = live(cohort);
      if (live != null) {
        live.latency(phase, micros);
      }
    }
  }

  public void found(Set<Anomaly> found) {
    for (Anomaly anomaly : found) {
      LongAdder counter = anomalies.get(anomaly);
      if (counter != null) {
        counter.increment();
      }
    }
  }

  public void event(String name) {
    events.computeIfAbsent(name, fresh -> new LongAdder()).increment();
  }

  /** The same with a detail; the first few different ones are kept apart. */
  public void event(String name, String detail) {
    String detailed = RunRecord.detailed(name, detail);
    if (!events.containsKey(detailed)) {
      String prefix = RunRecord.detailed(name, "");
      long known = events.keySet().stream().filter(each -> each.startsWith(prefix)).count();
      detailed = known < MOST_DETAILS ? detailed : RunRecord.detailed(name, OTHER_DETAILS);
    }
    event(detailed);
  }

  /** Events counted since the last cut, only those above zero. */
  public Map<String, Long> cutEvents() {
    Map<String, Long> cut = new HashMap<>();
    events.forEach(
        (name, counter) -> {
          long since = counter.sumThenReset();
          if (since > 0) {
            cut.put(name, since);
          }
        });
    return cut;
  }

  /** Counts since the last cut; cohorts of which nothing was counted are left out. */
  public Map<Cohort, Tally> cutTallies() {
    Map<Cohort, Tally> cut = new HashMap<>();
    cohorts.forEach(
        (cohort, live) -> {
          Tally tally = live.cutTally();
          if (cohort.equals(Cohort.ALL) || !tally.equals(Tally.NONE)) {
            cut.put(cohort, tally);
          }
        });
    return cut;
  }

  /** Anomalies counted since the last cut, only those above zero. */
  public Map<Anomaly, Long> cutAnomalies() {
    Map<Anomaly, Long> cut = new EnumMap<>(Anomaly.class);
    anomalies.forEach(
        (anomaly, counter) -> {
          long now = counter.sum();
          Long before = anomaliesWritten.put(anomaly, now);
          long since = now - (before == null ? 0 : before);
          if (since > 0) {
            cut.put(anomaly, since);
          }
        });
    return cut;
  }

  /** All that was counted since the last cut, between these milliseconds since the run began. */
  public Interval cut(long fromMillis, long toMillis, Map<String, Double> gauges) {
    return new Interval(fromMillis, toMillis, cutTallies(), cutAnomalies(), cutEvents(), gauges);
  }

  /** Hands over what was timed since the last cut; a histogram is good until the reader returns. */
  public void cutHistograms(BiConsumer<Series, Histogram> reader) {
    cohorts.forEach(
        (cohort, live) ->
            live.cutHistograms(
                cut, (phase, histogram) -> reader.accept(new Series(phase, cohort), histogram)));
  }

  private @Nullable LiveCohort live(Cohort cohort) {
    LiveCohort known = cohorts.get(cohort);
    if (known != null) {
      return known;
    }
    if (cohorts.size() >= settings.mostCohorts()) {
      if (tooManyCohorts.compareAndSet(false, true)) {
        warnings.accept(
            "more than "
                + settings.mostCohorts()
                + " cohorts: figures of "
                + cohort
                + " and any later one are counted under "
                + Cohort.ALL
                + " only; use fewer values of "
                + cohort.dimension());
      }
      return null;
    }
    return cohorts.computeIfAbsent(cohort, fresh -> new LiveCohort(longestMicros()));
  }

  private long longestMicros() {
    return settings.longest().toNanos() / 1_000;
  }
}
