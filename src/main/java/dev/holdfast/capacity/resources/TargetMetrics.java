package dev.holdfast.capacity.resources;

import dev.holdfast.exposition.MetricSample;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;

/**
 * What a target's process told of itself at one moment, under whichever of the usual names: those
 * of Prometheus clients for all languages, of Micrometer and the Prometheus client for Java, of Go
 * and of Node.js. What it does not tell is absent, never zero.
 *
 * @param atSeconds when it was asked, on the asker's monotonic clock
 * @param cpuSeconds processor time that the process has used
 * @param processors how many processors it may use
 * @param residentBytes resident memory
 * @param heapBytes live heap: in use right after the latest collection, else in use now
 * @param heapLimitBytes the most that the heap may grow to
 * @param pauseSeconds time stopped by collections so far
 * @param openFiles open file descriptors
 * @param fileLimit the most that may be open
 * @param threads alive
 * @param storeOperations of the context store so far
 */
public record TargetMetrics(
    double atSeconds,
    OptionalDouble cpuSeconds,
    OptionalDouble processors,
    OptionalDouble residentBytes,
    OptionalDouble heapBytes,
    OptionalDouble heapLimitBytes,
    OptionalDouble pauseSeconds,
    OptionalDouble openFiles,
    OptionalDouble fileLimit,
    OptionalDouble threads,
    OptionalDouble storeOperations) {

  private static final List<String> HEAP_AFTER_COLLECTION =
      List.of("holdfast_backend_heap_after_gc_bytes", "jvm_gc_live_data_size_bytes");
  private static final List<String> HEAP_IN_USE =
      List.of(
          "jvm_memory_used_bytes",
          "jvm_memory_bytes_used",
          "go_memstats_heap_inuse_bytes",
          "nodejs_heap_size_used_bytes");
  private static final List<String> HEAP_LIMIT =
      List.of("jvm_memory_max_bytes", "jvm_memory_bytes_max", "go_gc_gomemlimit_bytes");
  private static final List<String> PAUSES =
      List.of(
          "jvm_gc_pause_seconds_sum",
          "jvm_gc_collection_seconds_sum",
          "go_gc_duration_seconds_sum",
          "nodejs_gc_duration_seconds_sum");
  private static final List<String> THREADS =
      List.of(
          "jvm_threads_live_threads", "jvm_threads_current", "go_threads", "process_num_threads");
  private static final List<String> PROCESSORS =
      List.of("system_cpu_count", "go_sched_gomaxprocs_threads");

  /**
   * Reads one answer of {@code /metrics}.
   *
   * @param atSeconds when it was asked, on a monotonic clock
   */
  public static TargetMetrics of(double atSeconds, Collection<MetricSample> samples) {
    Predicate<MetricSample> heapOnly =
        sample -> sample.labels().getOrDefault("area", "heap").equals("heap");
    OptionalDouble live = first(samples, HEAP_AFTER_COLLECTION, heapOnly);
    OptionalDouble inUse = first(samples, HEAP_IN_USE, heapOnly);
    return new TargetMetrics(
        atSeconds,
        first(samples, List.of("process_cpu_seconds_total")),
        first(samples, PROCESSORS),
        first(samples, List.of("process_resident_memory_bytes")),
        // Before the first collection there is no live heap to tell of.
        live.isPresent() && live.getAsDouble() > 0 ? live : inUse,
        first(samples, HEAP_LIMIT, heapOnly),
        first(samples, PAUSES),
        first(samples, List.of("process_open_fds")),
        first(samples, List.of("process_max_fds")),
        first(samples, THREADS),
        stores(samples));
  }

  /** The metrics of several processes that share the load, as those of one. */
  public static TargetMetrics together(List<TargetMetrics> processes) {
    return processes.stream()
        .reduce(TargetMetrics::plus)
        .orElseThrow(() -> new IllegalArgumentException("at least one process must be given"));
  }

  private TargetMetrics plus(TargetMetrics other) {
    return new TargetMetrics(
        Math.max(atSeconds, other.atSeconds),
        both(cpuSeconds, other.cpuSeconds, Double::sum),
        // Processes of one machine each tell of all its processors.
        both(processors, other.processors, Math::max),
        both(residentBytes, other.residentBytes, Double::sum),
        both(heapBytes, other.heapBytes, Double::sum),
        both(heapLimitBytes, other.heapLimitBytes, Double::sum),
        both(pauseSeconds, other.pauseSeconds, Math::max),
        both(openFiles, other.openFiles, Double::sum),
        both(fileLimit, other.fileLimit, Double::sum),
        both(threads, other.threads, Double::sum),
        both(storeOperations, other.storeOperations, Double::sum));
  }

  private static OptionalDouble both(
      OptionalDouble one, OptionalDouble other, DoubleBinaryOperator with) {
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(with.applyAsDouble(one.getAsDouble(), other.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble first(Collection<MetricSample> samples, List<String> names) {
    return first(samples, names, sample -> true);
  }

  /** The sum over all series of the first of these names that the target has. */
  private static OptionalDouble first(
      Collection<MetricSample> samples, List<String> names, Predicate<MetricSample> of) {
    return names.stream()
        .map(name -> sum(samples, of.and(sample -> sample.name().equals(name))))
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  /** Every counter of operations, or count of their times, whose name speaks of a store. */
  private static OptionalDouble stores(Collection<MetricSample> samples) {
    return sum(
        samples,
        sample ->
            sample.name().contains("store")
                && (sample.name().endsWith("operations_total")
                    || sample.name().endsWith("seconds_count")));
  }

  private static OptionalDouble sum(
      Collection<MetricSample> samples, Predicate<MetricSample> which) {
    double[] values =
        samples.stream()
            .filter(which)
            .mapToDouble(MetricSample::value)
            // A JVM says -1 of a pool without limit.
            .filter(value -> value >= 0 && value < Double.POSITIVE_INFINITY)
            .toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(values).sum());
  }
}
