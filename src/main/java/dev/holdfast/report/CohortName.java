package dev.holdfast.report;

import dev.holdfast.measure.Cohort;
import java.util.Comparator;

/** How a cohort is called and where it stands in a table: all together first. */
final class CohortName {

  /** All together first, then by dimension and value. */
  static final Comparator<Cohort> ORDER =
      Comparator.comparing((Cohort cohort) -> !cohort.equals(Cohort.ALL))
          .thenComparing(Comparator.naturalOrder());

  private CohortName() {}

  static String of(Cohort cohort) {
    return cohort.equals(Cohort.ALL) ? "all together" : cohort.dimension() + ": " + cohort.value();
  }
}
