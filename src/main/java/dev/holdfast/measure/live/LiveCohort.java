package dev.holdfast.measure.live;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.Tally;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;

/**
 * The figures of one cohort while the run goes on: many threads add, one thread cuts intervals off.
 *
 * <p>Adding waits for nobody but who adds to the same histogram or copies it, and allocates nothing
 * once a phase has been seen. Counters only ever rise; an interval is the difference of two
 * readings, so that no count can fall between them.
 */
public final class LiveCohort {

  private final long longestMicros;
  private final LongAdder planned = new LongAdder();
  private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
  private final Map<Phase, LivePhase> phases = new EnumMap<>(Phase.class);
  private Tally written = Tally.NONE;

  public LiveCohort(long longestMicros) {
    this.longestMicros = longestMicros;
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, new LongAdder());
    }
    for (Phase phase : Phase.values()) {
      phases.put(phase, new LivePhase());
    }
  }

  void planned() {
    planned.increment();
  }

  void judged(Outcome outcome) {
    LongAdder counter = outcomes.get(outcome);
    if (counter != null) {
      counter.increment();
    }
  }

  public void latency(Phase phase, long micros) {
    LivePhase live = phases.get(phase);
    if (live != null) {
      live.record(Math.max(0, Math.min(micros, longestMicros)));
    }
  }

  /** What was counted since the last cut; for the one writing thread. */
  Tally cutTally() {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    outcomes.forEach((outcome, counter) -> counts.put(outcome, counter.sum()));
    // Read last, so that a judgement is never seen before the plan that it fulfils.
    Tally now = new Tally(planned.sum(), counts);
    Tally before = written;
    written = now;
    Map<Outcome, Long> since = new EnumMap<>(Outcome.class);
    counts.forEach(
        (outcome, count) ->
            since.put(outcome, count - before.outcomes().getOrDefault(outcome, 0L)));
    return new Tally(now.planned() - before.planned(), since);
  }

  /**
   * Hands over what was timed since the last cut, by phase; for the one writing thread.
   *
   * @param cut holds one phase after the other, each until the reader returns
   */
  public void cutHistograms(Histogram cut, BiConsumer<Phase, Histogram> reader) {
    phases.forEach(
        (phase, live) -> {
          if (live.cutInto(cut)) {
            reader.accept(phase, cut);
          }
        });
  }
}
