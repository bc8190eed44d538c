package dev.holdfast.backend.defects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts what was really done wrong, in {@code holdfast_backend_defects_total}. */
final class Injections {
  private final Map<Defect, Counter> counters = new EnumMap<>(Defect.class);

  /** Counts the defects of a plan; each is there from the start, at zero. */
  Injections(DefectPlan plan, MeterRegistry metrics) {
    for (Defect defect : plan.rates().keySet()) {
      counters.put(
          defect,
          Counter.builder("holdfast.backend.defects")
              .description("Defects injected, by name")
              .tag("defect", defect.id())
              .register(metrics));
    }
  }

  void count(Defect defect) {
    Counter counter = counters.get(defect);
    if (counter != null) {
      counter.increment();
    }
  }
}
