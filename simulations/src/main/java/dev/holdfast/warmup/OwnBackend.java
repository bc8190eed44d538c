package dev.holdfast.warmup;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.exposition.MetricSample;
import dev.holdfast.exposition.PrometheusText;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.plan.reach.Target;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A mock backend of the run's own, asked by its machine's loopback. Whatever it does not tell is
 * empty.
 */
final class OwnBackend {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String COMPILING = "jvm_compilation_time_ms_total";
  private static final int MOST_ASKED = 20;
  private static final long ASK_AGAIN_MILLIS = 100;

  private final Target target;
  private final HttpClient client = PlainHttp.client(Optional.empty(), PATIENCE);

  OwnBackend(Target target) {
    this.target = target;
  }

  /** How long its compiler has been at work since it was started. */
  Optional<Duration> compiling() {
    return answer(HttpRequest.newBuilder(target.http("/metrics")))
        .flatMap(
            text ->
                PrometheusText.parse(text).stream()
                    .filter(sample -> sample.name().equals(COMPILING))
                    .map(MetricSample::value)
                    .map(millis -> Duration.ofNanos((long) (millis * 1e6)))
                    .findFirst());
  }

  /**
   * Has it forget who was there, as soon as it has noticed that they are gone, and collect what
   * they left. Waits for at most a few seconds.
   */
  void forgetAll() {
    try {
      for (int asked = 0; asked < MOST_ASKED && left() > 0; asked++) {
        boolean unused = new CountDownLatch(1).await(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer(post("/admin/gc"));
  }

  private int left() {
    return answer(post("/admin/forget")).map(OwnBackend::sessionsLeft).orElse(0);
  }

  private static int sessionsLeft(String json) {
    try {
      return new ObjectMapper().readTree(json).path("sessions_left").asInt();
    } catch (IOException e) {
      return 0;
    }
  }

  private HttpRequest.Builder post(String path) {
    return HttpRequest.newBuilder(target.http(path)).POST(HttpRequest.BodyPublishers.noBody());
  }

  private Optional<String> answer(HttpRequest.Builder asked) {
    try {
      HttpResponse<String> answer =
          client.send(asked.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
