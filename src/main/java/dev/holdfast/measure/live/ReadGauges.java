package dev.holdfast.measure.live;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** What is read at the end of each interval. Safe for many threads. */
public final class ReadGauges {

  private final Map<String, DoubleSupplier> all = new ConcurrentHashMap<>();
  private final Consumer<String> failures;

  /**
   * None so far.
   *
   * @param failures told of each that cannot be read, in one sentence
   */
  public ReadGauges(Consumer<String> failures) {
    this.failures = failures;
  }

  /** Adds one; a later one of the same name replaces it. */
  public void put(String name, DoubleSupplier value) {
    all.put(name, value);
  }

  /** All that are finite, after those that are known already. */
  public Map<String, Double> after(Map<String, Double> known) {
    Map<String, Double> values = new HashMap<>(known);
    all.forEach(
        (name, gauge) -> {
          try {
            double value = gauge.getAsDouble();
            if (Double.isFinite(value)) {
              values.put(name, value);
            }
          } catch (RuntimeException e) {
            failures.accept("gauge " + name + " cannot be read: " + e);
          }
        });
    return values;
  }
}
