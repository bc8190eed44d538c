package dev.holdfast.measure;

/**
 * Which histogram: one phase of one cohort.
 *
 * @param phase what was timed
 * @param cohort for whom
 */
public record Series(Phase phase, Cohort cohort) {

  /** The tag in the histogram log, such as {@code restore|gap=brief}. */
  public String tag() {
    return phase.id() + "|" + cohort;
  }

  /**
   * The series of that tag.
   *
   * @throws IllegalArgumentException if the tag has another form
   */
  public static Series ofTag(String tag) {
    int bar = tag.indexOf('|');
    if (bar < 0) {
      throw new IllegalArgumentException("a series is tagged phase|dimension=value, got: " + tag);
    }
    return new Series(Phase.of(tag.substring(0, bar)), Cohort.of(tag.substring(bar + 1)));
  }
}
