package dev.holdfast.measure.journal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The distinct reasons why a run can say nothing, in order, and no more than people can read. */
final class AbortReasons {

  private static final int MOST = 100;

  private final Set<String> reasons = new LinkedHashSet<>();

  /** Whether this reason is new and was added. */
  synchronized boolean add(String reason) {
    return reasons.size() < MOST && reasons.add(reason);
  }

  synchronized List<String> all() {
    return List.copyOf(reasons);
  }
}
