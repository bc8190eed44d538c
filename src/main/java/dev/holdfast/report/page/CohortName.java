package dev.holdfast.report.page;

import dev.holdfast.measure.Cohort;
import java.util.Comparator;
import java.util.List;

/** How a cohort is called and where it stands in a table: all together first. */
final class CohortName {

  private static final List<String> GAPS = List.of("brief", "medium", "extended");

  /** All together first, then by dimension; within one by length of a gap, by number, by name. */
  static final Comparator<Cohort> ORDER =
      Comparator.comparing((Cohort cohort) -> !cohort.equals(Cohort.ALL))
          .thenComparing(Cohort::dimension)
          .thenComparing(cohort -> GAPS.indexOf(cohort.value()))
          .thenComparing(cohort -> number(cohort.value()))
          .thenComparing(Cohort::value);

  private CohortName() {}

  private static long number(String value) {
    return value.matches("[0-9]{1,9}") ? Long.parseLong(value) : Long.MAX_VALUE;
  }

  static String of(Cohort cohort) {
    return cohort.equals(Cohort.ALL) ? "all together" : cohort.dimension() + ": " + cohort.value();
  }
}
