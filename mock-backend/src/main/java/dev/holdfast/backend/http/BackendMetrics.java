package dev.holdfast.backend.http;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmCompilationMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.function.ToDoubleFunction;

/**
 * What the process uses, under the names that Prometheus users know: {@code
 * process_cpu_seconds_total}, {@code system_cpu_count}, {@code process_resident_memory_bytes},
 * {@code process_open_fds}, {@code process_max_fds}, {@code process_start_time_seconds}, {@code
 * process_uptime_seconds}, the {@code jvm_*} of Micrometer, and {@code
 * holdfast_backend_heap_after_gc_bytes}. What the platform does not tell is left out, not zero.
 */
public final class BackendMetrics implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Registers all of them. */
  public BackendMetrics(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new JvmCompilationMetrics().bindTo(registry);
    collections.bindTo(registry);
    process(registry);
    files(registry);
    Gauge.builder("holdfast.backend.heap.after.gc", HeapAfterCollection::bytes)
        .baseUnit("bytes")
        .description("Heap in use right after the latest collection")
        .register(registry);
  }

  private static void process(MeterRegistry registry) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    FunctionCounter.builder(
            "process.cpu", system, bean -> bean.getProcessCpuTime() / NANOS_PER_SECOND)
        .baseUnit("seconds")
        .description("User and system CPU time of the process")
        .register(registry);
    Gauge.builder("system.cpu.count", system, OperatingSystemMXBean::getAvailableProcessors)
        .description("Processors that the process may use")
        .register(registry);
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    seconds(registry, "process.start.time", runtime, RuntimeMXBean::getStartTime);
    seconds(registry, "process.uptime", runtime, RuntimeMXBean::getUptime);
    if (ResidentMemory.bytes().isPresent()) {
      Gauge.builder("process.resident.memory", () -> ResidentMemory.bytes().orElse(0))
          .baseUnit("bytes")
          .description("Resident set of the process")
          .register(registry);
    }
  }

  private static void seconds(
      MeterRegistry registry,
      String name,
      RuntimeMXBean runtime,
      ToDoubleFunction<RuntimeMXBean> millis) {
    Gauge.builder(name, runtime, bean -> millis.applyAsDouble(bean) / MILLIS_PER_SECOND)
        .baseUnit("seconds")
        .register(registry);
  }

  private static void files(MeterRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      Gauge.builder("process.open.fds", unix, BackendMetrics::openFiles)
          .description("Open file descriptors")
          .register(registry);
      Gauge.builder("process.max.fds", unix, UnixOperatingSystemMXBean::getMaxFileDescriptorCount)
          .description("The most file descriptors that may be open")
          .register(registry);
    }
  }

  /** Stops listening to collections. */
  @Override
  public void close() {
    collections.close();
  }

  private static double openFiles(UnixOperatingSystemMXBean unix) {
    try {
      return unix.getOpenFileDescriptorCount();
    } catch (InternalError e) {
      // Linux without /proc, as in some sandboxes.
      return Double.NaN;
    }
  }
}
