package dev.holdfast.plan;

/**
 * Which part of a run's users one process plays: each {@code of}-th one, from its own index on, so
 * that several processes play all users together, and each user once.
 *
 * @param index of the process, from 0
 * @param of how many processes there are, at least 1
 */
public record LoadShare(int index, int of) {

  /** One process plays them all. */
  public static final LoadShare WHOLE = new LoadShare(0, 1);

  /** Refuses a share of nothing. */
  public LoadShare {
    if (of < 1 || index < 0 || index >= of) {
      throw new IllegalArgumentException(
          "a share must be one of 0 to of - 1, got: " + index + " of " + of);
    }
  }

  /** How many of the users 0 to {@code users - 1} are its own. */
  public int of(int users) {
    return users / of + (index < users % of ? 1 : 0);
  }

  /** How many of the users {@code from} to {@code to - 1} are its own. */
  public int of(int from, int to) {
    return of(to) - of(from);
  }

  /** The number, over all processes, of its own user of that number, counted from 0. */
  public int number(long own) {
    return Math.toIntExact(own * of + index);
  }
}
