package dev.holdfast.capacity.resources;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What a target used between two moments: rates of what it counts, levels of what it holds. */
public final class TargetUse {

  private final TargetMetrics earlier;
  private final TargetMetrics later;
  private final double seconds;
  private final Map<Resource, Usage> usages = new EnumMap<>(Resource.class);

  /**
   * Takes two moments of one process.
   *
   * @throws IllegalArgumentException if they are not in order
   */
  private TargetUse(TargetMetrics earlier, TargetMetrics later) {
    this.earlier = earlier;
    this.later = later;
    this.seconds = later.atSeconds() - earlier.atSeconds();
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("the later metrics must be later, got: " + seconds + " s");
    }
  }

  /**
   * What was in use between an earlier moment and a later one.
   *
   * @throws IllegalArgumentException if a counter went back: the process was started again between
   *     the two, and no figure would be of one process; or if they are not in order
   */
  public static Map<Resource, Usage> between(TargetMetrics earlier, TargetMetrics later) {
    return new TargetUse(earlier, later).usages();
  }

  private Map<Resource, Usage> usages() {
    put(
        Resource.CPU,
        rate("process_cpu_seconds_total", earlier.cpuSeconds(), later.cpuSeconds()),
        later.processors());
    put(Resource.HEAP, later.heapBytes(), later.heapLimitBytes());
    put(
        Resource.COLLECTION,
        rate("collection pauses", earlier.pauseSeconds(), later.pauseSeconds()),
        OptionalDouble.of(1));
    put(Resource.FILES, later.openFiles(), later.fileLimit());
    put(Resource.THREADS, later.threads(), OptionalDouble.empty());
    put(Resource.RESIDENT, later.residentBytes(), OptionalDouble.empty());
    put(
        Resource.STORE,
        rate("store operations", earlier.storeOperations(), later.storeOperations()),
        OptionalDouble.empty());
    return usages;
  }

  private void put(Resource resource, OptionalDouble used, OptionalDouble limit) {
    if (used.isPresent()) {
      @Nullable Double known = limit.isPresent() ? limit.getAsDouble() : null;
      usages.put(resource, new Usage(used.getAsDouble(), known));
    }
  }

  private OptionalDouble rate(String what, OptionalDouble before, OptionalDouble after) {
    if (before.isEmpty() || after.isEmpty()) {
      return OptionalDouble.empty();
    }
    double grown = after.getAsDouble() - before.getAsDouble();
    if (grown < 0) {
      throw new IllegalArgumentException(
          what
              + " went back from "
              + before.getAsDouble()
              + " to "
              + after.getAsDouble()
              + ": the target was started again within the level");
    }
    return OptionalDouble.of(grown / seconds);
  }
}
