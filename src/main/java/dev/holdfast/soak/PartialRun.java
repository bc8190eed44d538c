package dev.holdfast.soak;

import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A soak that somebody ended, seen as a whole one that was shorter: what ran is judged, and what
 * was under way is not held against anybody.
 */
public final class PartialRun {

  /** The simple name of the simulation that these are the objectives of. */
  public static final String SIMULATION = "SoakSimulation";

  /** How a run says that it was ended by a signal. */
  public static final String SIGNAL = "a signal";

  /** How a run says that it ended itself, because it could no longer pass. */
  public static final String HOPELESS = "holdfast.stop-when=broken";

  private PartialRun() {}

  /** Whether that run was ended early in good order, so that what ran can be judged. */
  public static boolean is(RunRecord run) {
    return !run.complete() && (run.endedBy().equals(SIGNAL) || run.endedBy().equals(HOPELESS));
  }

  /**
   * The run to report: of a soak that was ended early the part that ran, without the returns that
   * were under way, of which each user had one at most, and still marked as partial; any other as
   * it is.
   */
  public static RunRecord reported(RunRecord run) {
    boolean partial = run.identity().simulation().equals(SIMULATION) && is(run);
    return partial ? shortened(run, false) : run;
  }

  /** The run to judge: the same, taken for a whole one. */
  static RunRecord judged(RunRecord run) {
    return is(run) ? shortened(run, true) : run;
  }

  private static RunRecord shortened(RunRecord run, boolean whole) {
    Map<Cohort, Tally> tallies = new HashMap<>(run.tallies());
    long underWay = run.total().planned() - run.total().judged();
    if (underWay > 0 && underWay <= usersAtTheEnd(run.intervals())) {
      tallies.replaceAll((cohort, tally) -> new Tally(tally.judged(), tally.outcomes()));
    }
    return RunRecordBuilder.from(run)
        .complete(whole)
        .endedBy(whole ? "" : run.endedBy())
        .tallies(tallies)
        .build();
  }

  private static double usersAtTheEnd(List<Interval> intervals) {
    return intervals.isEmpty()
        ? 0
        : intervals.get(intervals.size() - 1).gauges().getOrDefault("users.active", 0.0);
  }
}
