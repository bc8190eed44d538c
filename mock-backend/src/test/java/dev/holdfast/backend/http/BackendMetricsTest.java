package dev.holdfast.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendMetricsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private double value(String name) {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in:\n" + registry.scrape()));
  }

  @Test
  void speaksTheNamesThatPrometheusUsersKnow() {
    try (BackendMetrics metrics = new BackendMetrics(registry)) {
      assertThat(metrics).isNotNull();
      System.gc();
      assertThat(value("process_cpu_seconds_total")).isPositive();
      assertThat(value("system_cpu_count")).isEqualTo(Runtime.getRuntime().availableProcessors());
      assertThat(value("process_start_time_seconds")).isGreaterThan(1.6e9);
      assertThat(value("process_uptime_seconds")).isPositive();
      assertThat(value("process_open_fds")).isBetween(3.0, value("process_max_fds"));
      assertThat(value("jvm_threads_live_threads")).isPositive();
      assertThat(value("holdfast_backend_heap_after_gc_bytes"))
          .isBetween(1e5, (double) Runtime.getRuntime().maxMemory());
      assertThat(registry.scrape())
          .contains("jvm_memory_used_bytes{area=\"heap\"")
          .contains("jvm_gc_")
          .contains("jvm_compilation_time_ms_total{");
    }
  }

  @Test
  void readsTheResidentSetWhereTheKernelTellsIt(@TempDir Path folder) throws IOException {
    Path status = folder.resolve("status");
    Files.write(status, List.of("Name:\tjava", "VmRSS:\t  123456 kB", "Threads:\t7"));
    assertThat(ResidentMemory.bytes(status)).hasValue(123456L * 1024);
    Files.write(status, List.of("Name:\tjava"));
    assertThat(ResidentMemory.bytes(status)).isEmpty();
    Files.write(status, List.of("VmRSS:\tmuch"));
    assertThat(ResidentMemory.bytes(status)).isEmpty();
    assertThat(ResidentMemory.bytes(folder.resolve("none"))).isEmpty();
  }
}
