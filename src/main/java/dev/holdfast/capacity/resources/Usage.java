package dev.holdfast.capacity.resources;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How much of one resource was in use.
 *
 * @param used in the resource's unit; at least 0
 * @param limit how much there is; absent where nobody tells
 */
public record Usage(double used, @Nullable Double limit) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if use is below 0 or a limit not above 0
   */
  public Usage {
    if (!(used >= 0) || (limit != null && !(limit > 0))) {
      throw new IllegalArgumentException(
          "a usage needs used >= 0 and a limit above 0, got: " + used + " of " + limit);
    }
  }

  /** Use of a resource whose limit nobody tells. */
  static Usage unlimited(double used) {
    return new Usage(used, null);
  }

  /** The part of the limit that is in use. */
  public OptionalDouble share() {
    Double known = limit;
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(used / known);
  }
}
