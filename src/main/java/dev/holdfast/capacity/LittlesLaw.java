package dev.holdfast.capacity;

/**
 * Little's law as a check of a measurement on itself: as many are at once in the system as arrive a
 * second times the seconds that each stays, {@code N = X·(R + Z)} (J. D. C. Little, "A Proof for
 * the Queuing Formula L = λW", Operations Research 9, 1961; with the pauses Z it is the interactive
 * response time law).
 *
 * <p>Where it does not hold, one of the three was measured wrongly or the level was not settled.
 *
 * @param counted how many were counted at once, on average
 * @param implied how many throughput and times say there were
 */
public record LittlesLaw(double counted, double implied) {

  /** The part by which the two may differ: edges of the window and rounding stay well below. */
  public static final double TOLERANCE = 0.05;

  /** Compares what was counted with what follows. */
  public static LittlesLaw of(LevelFigures figures) {
    return new LittlesLaw(
        figures.concurrency(),
        figures.throughput() * (figures.responseMillis() + figures.pauseMillis()) / 1000);
  }

  /** By which part the implied number differs from the counted one; −1 and above. */
  public double deviation() {
    return implied / counted - 1;
  }

  /** Whether the measurement agrees with itself. */
  public boolean holds() {
    return Math.abs(deviation()) <= TOLERANCE;
  }
}
