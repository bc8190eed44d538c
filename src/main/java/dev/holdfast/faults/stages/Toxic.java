package dev.holdfast.faults.stages;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A disturbance of all connections of a proxy, one direction of them, or a share.
 *
 * @param name by which it is changed and removed; not empty
 * @param type what it does
 * @param stream which direction it acts on
 * @param toxicity the share of connections it acts on, 0 to 1
 * @param attributes what the type asks for; those left out are 0
 */
public record Toxic(
    String name, ToxicType type, Direction stream, double toxicity, Map<String, Long> attributes) {

  /**
   * Refuses nonsense.
   *
   * @throws IllegalArgumentException naming the key, the rule and the value
   */
  public Toxic {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name of a toxic must not be empty");
    }
    if (!(toxicity >= 0 && toxicity <= 1)) {
      throw new IllegalArgumentException("toxicity must be 0 to 1, got: " + toxicity);
    }
    type.check(attributes);
    Map<String, Long> all = new LinkedHashMap<>();
    for (String attribute : type.attributes()) {
      all.put(attribute, attributes.getOrDefault(attribute, 0L));
    }
    attributes = Map.copyOf(all);
  }

  /** A toxic on all connections, named as Toxiproxy names it: type and stream. */
  public static Toxic of(ToxicType type, Direction stream, Map<String, Long> attributes) {
    return new Toxic(type.id() + "_" + stream.id(), type, stream, 1, attributes);
  }

  public long attribute(String key) {
    return attributes.getOrDefault(key, 0L);
  }
}
