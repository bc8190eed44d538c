package dev.holdfast.run.reach;

import dev.holdfast.capacity.resources.TargetMetrics;
import dev.holdfast.exposition.MetricSample;
import dev.holdfast.exposition.PrometheusText;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.soak.Metric;
import dev.holdfast.soak.SoakObjectives;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Reads a backend's own figures from its {@code /metrics} into the journal's gauges. What it does
 * not tell is left out; while it cannot be reached, all is.
 */
public final class BackendScrape {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String CONTEXTS = "holdfast_backend_contexts";

  private final HttpClient client;
  private final HttpRequest request;
  private volatile Optional<Told> latest = Optional.empty();

  /** One answer: what usual names say, and all of it. */
  private record Told(TargetMetrics usual, List<MetricSample> samples) {}

  /**
   * Of a target.
   *
   * @param headers that it asks for
   */
  public BackendScrape(Target target, Map<String, String> headers) {
    this.client = PlainHttp.client(target.tls().context(), PATIENCE);
    this.request = PlainHttp.request(target.http("/metrics"), headers).timeout(PATIENCE).build();
  }

  /** Has the latest figures read into each interval of the journal. */
  public void into(RunRecorder recorder) {
    gauge(recorder, Metric.BACKEND_RESIDENT.id(), TargetMetrics::residentBytes);
    gauge(recorder, Metric.BACKEND_FILES.id(), TargetMetrics::openFiles);
    gauge(recorder, Metric.BACKEND_THREADS.id(), TargetMetrics::threads);
    gauge(recorder, "backend.heap-after-gc-bytes", TargetMetrics::heapBytes);
    gauge(recorder, SoakObjectives.BACKEND_FILES_LIMIT, TargetMetrics::fileLimit);
    gauge(recorder, SoakObjectives.BACKEND_HEAP_LIMIT, TargetMetrics::heapLimitBytes);
    own(recorder, Metric.BACKEND_CONTEXTS.id(), CONTEXTS);
    own(recorder, Metric.BACKEND_AUTH_ENTRIES.id(), "holdfast_auth_entries");
    recorder.gauge(
        Metric.BACKEND_BYTES_A_SESSION.id(),
        () -> own("holdfast_backend_context_bytes") / own(CONTEXTS));
  }

  /** Asks the backend; blocks for a bounded time. */
  public void scrape() {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      latest = answer.statusCode() == 200 ? Optional.of(read(answer.body())) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // It cannot be reached, or speaks of itself in a form that is not Prometheus'.
      latest = Optional.empty();
    } catch (InterruptedException e) {
      latest = Optional.empty();
      Thread.currentThread().interrupt();
    }
  }

  private static Told read(String text) {
    List<MetricSample> samples = PrometheusText.parse(text);
    return new Told(TargetMetrics.of(System.nanoTime() / 1e9, samples), samples);
  }

  private void gauge(
      RunRecorder recorder, String name, Function<TargetMetrics, OptionalDouble> of) {
    recorder.gauge(
        name, () -> latest.map(all -> of.apply(all.usual()).orElse(Double.NaN)).orElse(Double.NaN));
  }

  private void own(RunRecorder recorder, String gauge, String metric) {
    recorder.gauge(gauge, () -> own(metric));
  }

  /** A figure that only the mock backend tells. */
  private double own(String metric) {
    return latest.stream()
        .flatMap(all -> all.samples().stream())
        .filter(sample -> sample.name().equals(metric))
        .mapToDouble(MetricSample::value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
