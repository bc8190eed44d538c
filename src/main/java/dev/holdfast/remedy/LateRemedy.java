package dev.holdfast.remedy;

import dev.holdfast.lateness.Lateness;
import dev.holdfast.lateness.Span;
import dev.holdfast.lateness.Spans;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.wording.Wording;
import java.util.List;

/**
 * What to do about a generator that was late: arrive more slowly if it was late only while users
 * arrived, come with as many as it carried in time, or free the machine if their number was not the
 * cause.
 */
record LateRemedy(RunRecord run, RecordedLoad load, SuggestedCommand command) {

  /** Above this share of the users, fewer of them are no remedy. */
  private static final double NEARLY_ALL = 0.95;

  private static final double MILLIS_A_SECOND = 1_000;
  private static final int TWO_DIGITS = 100;

  /** A generator that used less than this share of its machine was not what kept it busy. */
  private static final double MOSTLY_OURS = 0.5;

  private static final int TEN = 10;

  Remedy found() {
    Lateness lateness = Lateness.of(run, load.maxLagP99(), load.maxPause());
    Spans late = Spans.of(lateness.late());
    long carried = carried(lateness);
    List<Span> spans = late.asList();
    boolean onlyAtFirst =
        spans.size() == 1 && spans.get(0).toMillis() <= load.ramp().toMillis() + longest();
    if (onlyAtFirst && carried >= NEARLY_ALL * load.users() && !load.ramp().isZero()) {
      return command.changed(
          "late in "
              + late.told()
              + " only, while "
              + Wording.count(Math.round(load.users() / (load.ramp().toMillis() / MILLIS_A_SECOND)))
              + " users a second arrived: let them arrive half as fast",
          "holdfast.ramp",
          RecordedLoad.times(load.ramp(), 2));
    }
    if (carried > 0 && carried < NEARLY_ALL * load.users()) {
      long users = rounded(carried);
      return command.changed(
          "this machine carried about " + Wording.count(users) + " users in time",
          "holdfast.users",
          String.valueOf(users));
    }
    if (carried > 0) {
      return new Remedy(
          "this machine carried all "
              + Wording.count(load.users())
              + " users in time but for "
              + late.told()
              + ": look at what else it did then (top), and run it again when it does nothing else",
          command.line());
    }
    double used =
        Math.min(1, Math.round(run.generator().cpuShare() * TWO_DIGITS) / (double) TWO_DIGITS);
    return new Remedy(
        "the generator was late from first to last, and used "
            + Wording.shareUp(used)
            + " of the processors: "
            + (used < MOSTLY_OURS
                ? "something else kept them busy, so find it (top) and end it"
                : "take a larger machine, or lower holdfast.users"),
        command.line());
  }

  /** Most users that were there in an interval in which the generator was in time. */
  private static long carried(Lateness lateness) {
    return (long)
        lateness.inTime().stream()
            .filter(each -> each.total().judged() > 0)
            .mapToDouble(each -> each.activeUsers().orElse(0))
            .max()
            .orElse(0);
  }

  private long longest() {
    return run.intervals().stream()
        .mapToLong(each -> each.toMillis() - each.fromMillis())
        .max()
        .orElse(0);
  }

  /** Down to two digits: more would claim to know more. */
  private static long rounded(long users) {
    long unit = 1;
    while (users / unit >= TWO_DIGITS) {
      unit *= TEN;
    }
    return users / unit * unit;
  }
}
