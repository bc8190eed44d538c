package dev.holdfast.capacity.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.exposition.MetricSample;
import dev.holdfast.exposition.PrometheusText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TargetMetricsTest {

  private static final String JVM =
      """
      # HELP process_cpu_seconds_total User and system CPU time of the process
      # TYPE process_cpu_seconds_total counter
      process_cpu_seconds_total 12.5
      process_resident_memory_bytes 3.7E8
      process_open_fds 4060.0
      process_max_fds 20000.0
      holdfast_backend_heap_after_gc_bytes 1.2E8
      jvm_memory_used_bytes{area="heap",id="Eden Space"} 9.0E7
      jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 1.5E8
      jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 4.0E7
      jvm_memory_max_bytes{area="heap",id="Eden Space"} 1.4E8
      jvm_memory_max_bytes{area="heap",id="Tenured Gen"} 3.6E8
      jvm_memory_max_bytes{area="nonheap",id="Metaspace"} -1.0
      jvm_gc_pause_seconds_count{action="end of minor GC",cause="Allocation Failure",gc="Copy"} 9
      jvm_gc_pause_seconds_sum{action="end of minor GC",cause="Allocation Failure",gc="Copy"} 0.25
      jvm_gc_pause_seconds_sum{action="end of major GC",cause="System.gc()",gc="MarkSweep"} 0.05
      jvm_threads_live_threads 44.0
      system_cpu_count 2.0
      holdfast_backend_store_operations_total{operation="load"} 1000.0
      holdfast_backend_store_operations_total{operation="save"} 500.0
      """;

  @Test
  void readsAJvmWithMicrometer() {
    TargetMetrics metrics = metrics(0, JVM);

    assertThat(metrics.cpuSeconds()).hasValue(12.5);
    assertThat(metrics.heapBytes()).hasValue(1.2e8);
    assertThat(metrics.heapLimitBytes()).hasValue(5e8);
    assertThat(metrics.pauseSeconds().orElseThrow()).isCloseTo(0.3, within(1e-9));
    assertThat(metrics.processors()).hasValue(2);
    assertThat(metrics.storeOperations()).hasValue(1500);
  }

  @Test
  void takesTheHeapInUseBeforeTheFirstCollection() {
    String early = JVM.replace("heap_after_gc_bytes 1.2E8", "heap_after_gc_bytes 0.0");

    assertThat(metrics(0, early).heapBytes()).hasValue(2.4e8);
  }

  @Test
  void readsGoAndNodeAndWhatIsNotThereIsAbsent() {
    TargetMetrics go =
        metrics(
            0,
            """
            go_gc_duration_seconds{quantile="1"} 0.001
            go_gc_duration_seconds_sum 0.02
            go_memstats_heap_inuse_bytes 3e+07
            go_threads 12
            process_cpu_seconds_total 4.25
            """);

    assertThat(go.heapBytes()).hasValue(3e7);
    assertThat(go.pauseSeconds()).hasValue(0.02);
    assertThat(go.openFiles()).isEmpty();
    assertThat(TargetUse.between(metrics(-1, "process_cpu_seconds_total 4\n"), go))
        .containsKey(Resource.CPU)
        .doesNotContainKeys(Resource.FILES, Resource.STORE, Resource.COLLECTION);
    assertThat(metrics(0, "nodejs_heap_size_used_bytes 5\n").heapBytes()).hasValue(5);
  }

  @Test
  void tellsRatesOfCountersAndLevelsOfGauges() {
    String later =
        JVM.replace("total 12.5", "total 27.5")
            .replace("\"load\"} 1000.0", "\"load\"} 4000.0")
            .replace("gc=\"Copy\"} 0.25", "gc=\"Copy\"} 0.45");

    Map<Resource, Usage> used = TargetUse.between(metrics(10, JVM), metrics(20, later));

    assertThat(used.get(Resource.CPU)).isEqualTo(new Usage(1.5, 2.0));
    assertThat(used.get(Resource.STORE)).isEqualTo(new Usage(300, null));
    assertThat(used.get(Resource.FILES)).isEqualTo(new Usage(4060, 20_000.0));
    assertThat(Objects.requireNonNull(used.get(Resource.COLLECTION)).used())
        .isCloseTo(0.02, within(1e-9));
    assertThat(Objects.requireNonNull(used.get(Resource.HEAP)).share())
        .hasValueCloseTo(0.24, within(1e-9));
  }

  @Test
  void refusesATargetThatWasStartedAgain() {
    String reset = JVM.replace("total 12.5", "total 0.5");

    assertThatThrownBy(() -> TargetUse.between(metrics(10, JVM), metrics(20, reset)))
        .hasMessage(
            "process_cpu_seconds_total went back from 12.5 to 0.5: the target was started again"
                + " within the level");
    assertThatThrownBy(() -> TargetUse.between(metrics(10, JVM), metrics(10, JVM)))
        .hasMessageContaining("must be later");
  }

  @Test
  void addsProcessesUp() {
    TargetMetrics both = TargetMetrics.together(List.of(metrics(1, JVM), metrics(2, JVM)));

    assertThat(both.cpuSeconds()).hasValue(25);
    assertThat(both.processors()).hasValue(2);
    assertThat(both.openFiles()).hasValue(8120);
  }

  @Test
  void readsTheCornersOfTheFormat() {
    List<MetricSample> samples =
        PrometheusText.parse(
            """
            a{x="q\\"\\\\\\n}" , y="2",} +Inf 1395066363000

            # EOF
            b NaN\r
            c_total{} 3 # {trace="1"} 0.5
            """);

    assertThat(samples)
        .containsExactly(
            new MetricSample("a", Map.of("x", "q\"\\\n}", "y", "2"), Double.POSITIVE_INFINITY),
            new MetricSample("b", Map.of(), Double.NaN),
            new MetricSample("c_total", Map.of(), 3));
  }

  @Test
  void namesTheLineThatIsNoMetric() {
    assertThatThrownBy(() -> PrometheusText.parse("a 1\n<html>not metrics</html>"))
        .hasMessage(
            "metrics line 2 must be NAME{LABELS} VALUE: the value is no number: metrics</html>");
    assertThatThrownBy(() -> PrometheusText.parse("a{x=\"1\" 2"))
        .hasMessageContaining("labels are parted by commas");
    assertThatThrownBy(() -> PrometheusText.parse("a{x=\"1"))
        .hasMessageContaining("it ends too early");
    assertThatThrownBy(() -> PrometheusText.parse("a{x} 2")).hasMessageContaining("'='");
  }

  private static TargetMetrics metrics(double at, String text) {
    return TargetMetrics.of(at, PrometheusText.parse(text));
  }
}
