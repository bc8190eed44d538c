package dev.holdfast.capacity;

/**
 * Little's law as a check of a measurement on itself: as many are at once in the system as arrive a
 * second times the seconds that each stays, {@code N = X·(R + Z)} (J. D. C. Little, "A Proof for
 * the Queuing Formula L = λW", Operations Research 9, 1961; with the pauses Z it is the interactive
 * response time law).
 *
 * <p>The law holds on average over all time. A window cuts work in two: what is under way at its
 * begin counts with time from before, what is under way at its end without its time to come. The
 * two cancel but for chance, by which a few long units can outweigh many short ones: so three
 * standard deviations of it are granted beside {@link #TOLERANCE}. Numbers at an instant being
 * Poisson's, the variance of their summed times is the sum of the squares of these times.
 *
 * <p>Where it does not hold, one of the three was measured wrongly or the level was not settled.
 *
 * @param counted how many were counted at once, on average
 * @param implied how many throughput and times say there were
 * @param edges one standard deviation of what the window's ends let chance do to the difference
 */
public record LittlesLaw(double counted, double implied, double edges) {

  /** The part by which the two may differ beside chance: rounding stays well below. */
  public static final double TOLERANCE = 0.05;

  private static final double CHANCE = 3;

  /** Compares what was counted with what follows. */
  public static LittlesLaw of(LevelFigures figures) {
    return new LittlesLaw(
        figures.concurrency(),
        figures.throughput() * (figures.responseMillis() + figures.pauseMillis()) / 1000,
        figures.edges());
  }

  /** By which part the implied number differs from the counted one; −1 and above. */
  public double deviation() {
    return implied / counted - 1;
  }

  /** Whether so many came as went, whatever chance may have to do with it. */
  public boolean isSettled() {
    return Math.abs(deviation()) <= TOLERANCE;
  }

  /** Whether the measurement agrees with itself. */
  public boolean holds() {
    return Math.abs(implied - counted) <= TOLERANCE * counted + CHANCE * edges;
  }
}
