package dev.holdfast.continuity.model;

/**
 * A tag as it was found in a text.
 *
 * @param user the number of the user whom the mark names
 * @param number the number that the text was marked with; not negative
 * @param origin whose mark it is
 */
public record Mark(int user, int number, Origin origin) {

  /** Whose mark it is. */
  public enum Origin {
    /** The reader's own. */
    OWN,
    /** Genuine, and of another user of the same run. */
    FOREIGN,
    /** Made without the run's secret, or damaged on its way. */
    FORGED
  }
}
