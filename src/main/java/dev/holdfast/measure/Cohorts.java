package dev.holdfast.measure;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The cohorts that one figure belongs to: always {@link Cohort#ALL}, and at most one value of each
 * further dimension.
 *
 * <p>Immutable, so a scenario builds its sets once and records with them without allocating.
 */
public final class Cohorts implements Iterable<Cohort> {

  private static final Cohorts NONE_BUT_ALL = new Cohorts(List.of(Cohort.ALL));

  private final List<Cohort> cohorts;

  private Cohorts(List<Cohort> cohorts) {
    this.cohorts = cohorts;
  }

  /** Everything together, and no group of its own. */
  public static Cohorts all() {
    return NONE_BUT_ALL;
  }

  /**
   * The cohorts of these dimensions and values, such as {@code of("scenario", "history", "gap",
   * "brief")}.
   *
   * @param dimensionsAndValues dimension, value, dimension, value, …
   * @throws IllegalArgumentException if a dimension has no value, or stands there twice
   */
  public static Cohorts of(String... dimensionsAndValues) {
    if (dimensionsAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "cohorts must be pairs of dimension and value, got: "
              + String.join(", ", dimensionsAndValues));
    }
    Cohorts cohorts = NONE_BUT_ALL;
    for (int at = 0; at < dimensionsAndValues.length; at += 2) {
      String dimension = dimensionsAndValues[at];
      if (cohorts.names(dimension)) {
        throw new IllegalArgumentException(
            "cohorts must name each dimension once, got twice: " + dimension);
      }
      cohorts = cohorts.with(dimension, dimensionsAndValues[at + 1]);
    }
    return cohorts;
  }

  /**
   * These cohorts with another value of one dimension, which is added if it is not among them.
   *
   * @throws IllegalArgumentException if the dimension is {@code all}, or a name is malformed
   */
  public Cohorts with(String dimension, String value) {
    if (dimension.equals(Cohort.ALL.dimension())) {
      throw new IllegalArgumentException(
          "cohorts must not name the dimension 'all', which every figure has, got: "
              + dimension
              + "="
              + value);
    }
    Set<Cohort> changed = new TreeSet<>();
    for (Cohort cohort : cohorts) {
      if (!cohort.dimension().equals(dimension)) {
        changed.add(cohort);
      }
    }
    changed.add(new Cohort(dimension, value));
    return new Cohorts(List.copyOf(changed));
  }

  /** These cohorts without that dimension. */
  public Cohorts without(String dimension) {
    return new Cohorts(
        cohorts.stream().filter(cohort -> !cohort.dimension().equals(dimension)).toList());
  }

  /** The cohorts, sorted. */
  public List<Cohort> asList() {
    return cohorts;
  }

  @Override
  public Iterator<Cohort> iterator() {
    return cohorts.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cohorts that && cohorts.equals(that.cohorts);
  }

  @Override
  public int hashCode() {
    return cohorts.hashCode();
  }

  @Override
  public String toString() {
    return cohorts.toString();
  }

  private boolean names(String dimension) {
    return cohorts.stream().anyMatch(cohort -> cohort.dimension().equals(dimension));
  }
}
