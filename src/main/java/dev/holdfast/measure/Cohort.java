package dev.holdfast.measure;

/**
 * One group that figures are kept apart for: a dimension and a value in it.
 *
 * @param dimension one of few, such as {@code scenario}, {@code gap}, {@code place}, {@code
 *     disruption}, {@code cycle}; lower case, no {@code =} or blank
 * @param value one of few, such as {@code history} or {@code brief}; the same rule
 */
public record Cohort(String dimension, String value) implements Comparable<Cohort> {

  /** Everything together. */
  public static final Cohort ALL = new Cohort("all", "all");

  /** Broken returns of which all came back whole, but after the deadline. */
  public static final Cohort ONLY_LATE = new Cohort("missed", "late-restore");

  /** Broken returns that missed nothing but a time, of which not all came back. */
  public static final Cohort ONLY_SILENT = new Cohort("missed", "no-answer");

  /** Refuses names that could not be told apart in a log. */
  public Cohort {
    named("dimension", dimension);
    named("value", value);
  }

  /**
   * The cohort written as {@code dimension=value}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Cohort of(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("a cohort is written dimension=value, got: " + text);
    }
    return new Cohort(text.substring(0, equals), text.substring(equals + 1));
  }

  @Override
  public int compareTo(Cohort other) {
    int byDimension = dimension.compareTo(other.dimension);
    return byDimension != 0 ? byDimension : value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return dimension + "=" + value;
  }

  private static void named(String what, String name) {
    if (!name.matches("[a-z0-9][a-z0-9.+-]*")) {
      throw new IllegalArgumentException(
          "a cohort's " + what + " must be of a-z, 0-9, '.', '+' and '-', got: '" + name + "'");
    }
  }
}
