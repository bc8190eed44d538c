package dev.holdfast.capacity;

import dev.holdfast.wording.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold at a level for the target to bear its load.
 *
 * @param mostFailedShare of the units of work, 0 to 1
 * @param p99Millis deadline for 99 in 100 units of work; above 0
 */
public record LevelPromise(double mostFailedShare, double p99Millis) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public LevelPromise {
    if (!(mostFailedShare >= 0 && mostFailedShare < 1 && p99Millis > 0)) {
      throw new IllegalArgumentException(
          "a promise needs mostFailedShare in 0..1 and p99Millis above 0, got: "
              + mostFailedShare
              + ", "
              + p99Millis);
    }
  }

  /** Which parts of it these figures break, each in one sentence. */
  public List<String> broken(LevelFigures figures) {
    List<String> broken = new ArrayList<>();
    if (!(figures.failedShare() <= mostFailedShare)) {
      broken.add(
          Wording.share(figures.failedShare(), mostFailedShare)
              + " of the work failed, more than "
              + Wording.share(mostFailedShare));
    }
    if (!(figures.p99Millis() <= p99Millis)) {
      broken.add(
          "p99 was "
              + Wording.millis(figures.p99Millis(), p99Millis)
              + ", above "
              + Wording.millis(p99Millis, p99Millis));
    }
    return broken;
  }
}
