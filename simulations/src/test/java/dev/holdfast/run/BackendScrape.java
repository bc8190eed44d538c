package dev.holdfast.run;

import dev.holdfast.measure.RunRecorder;
import dev.holdfast.plan.Target;
import dev.holdfast.soak.Figure;
import dev.holdfast.soak.SoakObjectives;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads a backend's own figures from its {@code /metrics} into the journal's gauges. What it does
 * not tell is left out; while it cannot be reached, all is.
 */
final class BackendScrape {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final HttpRequest request;
  private volatile Map<String, Double> latest = Map.of();

  BackendScrape(Target target) {
    this.request = HttpRequest.newBuilder(target.http("/metrics")).timeout(PATIENCE).build();
  }

  /** Has the latest figures read into each interval of the journal. */
  void into(RunRecorder recorder) {
    gauge(recorder, Figure.BACKEND_RESIDENT.id(), value("process_resident_memory_bytes"));
    gauge(recorder, Figure.BACKEND_FILES.id(), value("process_open_fds"));
    gauge(recorder, Figure.BACKEND_THREADS.id(), value("jvm_threads_live_threads"));
    gauge(recorder, Figure.BACKEND_CONTEXTS.id(), value("holdfast_backend_contexts"));
    gauge(recorder, Figure.BACKEND_AUTH_ENTRIES.id(), value("holdfast_auth_entries"));
    gauge(recorder, "backend.heap-after-gc-bytes", value("holdfast_backend_heap_after_gc_bytes"));
    gauge(recorder, SoakObjectives.BACKEND_FILES_LIMIT, value("process_max_fds"));
    gauge(recorder, SoakObjectives.BACKEND_HEAP_LIMIT, BackendScrape::largestHeap);
    gauge(
        recorder,
        Figure.BACKEND_BYTES_A_SESSION.id(),
        all ->
            value("holdfast_backend_context_bytes").apply(all)
                / value("holdfast_backend_contexts").apply(all));
  }

  /** Asks the backend; blocks for a bounded time. */
  void scrape() {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      latest = answer.statusCode() == 200 ? read(answer.body()) : Map.of();
    } catch (IOException e) {
      latest = Map.of();
    } catch (InterruptedException e) {
      latest = Map.of();
      Thread.currentThread().interrupt();
    }
  }

  /** Values by name and labels of Prometheus text. */
  static Map<String, Double> read(String text) {
    Map<String, Double> values = new HashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && line.indexOf(' ') > 0)
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              try {
                values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
              } catch (NumberFormatException e) {
                // A line of a form that is not ours tells nothing.
              }
            });
    return Map.copyOf(values);
  }

  private void gauge(
      RunRecorder recorder, String name, Function<Map<String, Double>, Double> value) {
    recorder.gauge(name, () -> value.apply(latest));
  }

  private static Function<Map<String, Double>, Double> value(String name) {
    return all -> all.getOrDefault(name, Double.NaN);
  }

  /**
   * The whole heap's, which is the sum of its pools' where the collector has one limit for each.
   */
  private static double largestHeap(Map<String, Double> all) {
    double sum =
        all.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("jvm_memory_max_bytes"))
            .filter(entry -> entry.getKey().contains("area=\"heap\""))
            .mapToDouble(Map.Entry::getValue)
            .filter(bytes -> bytes > 0)
            .sum();
    return sum > 0 ? sum : Double.NaN;
  }
}
