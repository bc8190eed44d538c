package dev.holdfast.plan.soak;

import dev.holdfast.settings.ConfigurationException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Behaviours by weight.
 *
 * @param weights only those above 0; at least one
 */
public record BehaviourMix(Map<Behaviour, Integer> weights) {

  /** Refuses a mix in which nothing happens. */
  public BehaviourMix {
    if (weights.isEmpty()) {
      throw ConfigurationException.refused(
          "holdfast.soak.mix", "at least one behaviour with a weight above 0", "none");
    }
    weights = Collections.unmodifiableMap(new TreeMap<>(weights));
  }

  /**
   * Reads a list such as {@code brief:50, move:20}.
   *
   * @throws ConfigurationException if a behaviour is unknown, stands there twice, or has no weight
   */
  static BehaviourMix parse(List<String> items) {
    Map<Behaviour, Integer> weights = new TreeMap<>();
    for (String item : items) {
      String[] parts = item.split(":", -1);
      Behaviour behaviour = Behaviour.of(parts[0].strip());
      if (parts.length != 2 || !parts[1].strip().matches("[0-9]{1,6}")) {
        throw ConfigurationException.refused(
            "holdfast.soak.mix", "behaviour:weight, the weight 0 to 999999", item);
      }
      int weight = Integer.parseInt(parts[1].strip());
      if (weight > 0 && weights.put(behaviour, weight) != null) {
        throw ConfigurationException.refused(
            "holdfast.soak.mix", "each behaviour once", behaviour.id() + " twice");
      }
    }
    return new BehaviourMix(weights);
  }

  /** The same mix of those behaviours only; at least one of them must be in it. */
  public BehaviourMix only(Set<Behaviour> left) {
    Map<Behaviour, Integer> kept = new TreeMap<>(weights);
    kept.keySet().retainAll(left);
    return new BehaviourMix(kept);
  }

  /** Whether anything in it takes a fault of the network. */
  public boolean hasFaults() {
    return weights.keySet().stream().anyMatch(Behaviour::isFault);
  }

  /**
   * The behaviour that a draw comes to: over all draws each as often as its weight says.
   *
   * @param draw 0 up to but not including 1
   */
  public Behaviour drawn(double draw) {
    double total = weights.values().stream().mapToInt(Integer::intValue).sum();
    double left = draw * total;
    Behaviour last = weights.keySet().iterator().next();
    for (Map.Entry<Behaviour, Integer> entry : weights.entrySet()) {
      last = entry.getKey();
      left -= entry.getValue();
      if (left < 0) {
        break;
      }
    }
    return last;
  }
}
