package dev.holdfast.measure;

import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Reconnection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One planned return once it is judged: the one event from which histograms, counts, journal,
 * evidence and progress are made.
 *
 * @param cohorts that it belongs to
 * @param counted whether it counts; if not, only what was found does
 * @param came what the oracle saw; null where the return was never begun
 * @param judgement how it was judged
 * @param times the parts of it that were timed; none where it does not count
 * @param witness tells it in full; asked only if it is broken and still to be told
 */
public record JudgedReturn(
    Cohorts cohorts,
    boolean counted,
    @Nullable Reconnection came,
    Judgement judgement,
    List<Timing> times,
    Supplier<Witness> witness) {

  /**
   * How long a part of a return took.
   *
   * @param phase the part
   * @param cohorts whose histograms it belongs in
   * @param micros microseconds; below 0 counts as 0
   */
  public record Timing(Phase phase, Cohorts cohorts, long micros) {}

  /** Copies the list. */
  public JudgedReturn {
    times = List.copyOf(times);
  }

  /** A return that counts, and of which neither times nor what the oracle saw are kept. */
  public static JudgedReturn counted(
      Cohorts cohorts, Judgement judgement, Supplier<Witness> witness) {
    return new JudgedReturn(cohorts, true, null, judgement, List.of(), witness);
  }

  /** The same with what the oracle saw. */
  public JudgedReturn after(Reconnection seen) {
    return new JudgedReturn(cohorts, counted, seen, judgement, times, witness);
  }

  /** The cohorts that it is counted in; null where only what was found counts. */
  public @Nullable Cohorts countedIn() {
    return counted ? cohorts : null;
  }
}
