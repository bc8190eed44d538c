package dev.holdfast.run.fleet;

import dev.holdfast.assessment.ResilienceObjectives;
import java.util.Map;
import java.util.TreeMap;

/**
 * Single figures of all injectors, as one of the run: what counts is added, what is a worst case
 * stays one, what is a mean is the mean of all.
 */
final class SampleSums {

  private static final String MEAN = ".attempts-per-return";
  private static final String SECONDS = ".seconds";

  /** A soak's own times are those of the run. */
  private static final String OF_THE_RUN = "soak.";

  private static final String MILLIS = "-millis";

  private final Map<String, Double> sums = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  void add(Map<String, Double> samples) {
    samples.forEach(
        (name, value) -> {
          if (name.startsWith(OF_THE_RUN)) {
            return;
          }
          sums.merge(name, value, isWorst(name) ? Math::max : Double::sum);
          counts.merge(name, 1, Integer::sum);
        });
  }

  Map<String, Double> all() {
    Map<String, Double> all = new TreeMap<>(sums);
    all.replaceAll((name, sum) -> name.endsWith(MEAN) ? sum / counts.getOrDefault(name, 1) : sum);
    return all;
  }

  private static boolean isWorst(String name) {
    return name.equals(ResilienceObjectives.BOMBARDMENT)
        || name.endsWith(SECONDS)
        || name.endsWith(MILLIS);
  }
}
