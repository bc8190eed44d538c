package dev.holdfast.run.injectors;

import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.TargetMetrics;
import dev.holdfast.capacity.resources.TargetUse;
import dev.holdfast.capacity.resources.Usage;
import dev.holdfast.exposition.PrometheusText;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.plan.reach.TlsPlan;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the target's nodes tell of themselves before and after a level. */
public final class TargetScrape {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final double NANOS = 1e9;

  private final HttpClient client;
  private final List<Target> nodes;
  private final Map<String, String> headers;
  private final Consumer<String> problems;
  private final Set<String> told = new HashSet<>();
  private Optional<TargetMetrics> before = Optional.empty();

  /**
   * Of these nodes.
   *
   * @param headers that they ask for
   * @param problems is told why figures are missing
   */
  public TargetScrape(List<Target> nodes, Map<String, String> headers, Consumer<String> problems) {
    this.nodes = List.copyOf(nodes);
    this.headers = headers;
    TlsPlan tls = nodes.isEmpty() ? TlsPlan.PLATFORM : nodes.get(0).tls();
    this.client = PlainHttp.client(tls.context(), PATIENCE);
    this.problems = problems;
  }

  /** The settled window of a level begins. */
  public void begin() {
    before = read();
  }

  /** What was in use since; empty where a node did not tell. */
  Map<Resource, Usage> usage() {
    Optional<TargetMetrics> after = before.isEmpty() ? Optional.empty() : read();
    try {
      return after.isEmpty() ? Map.of() : TargetUse.between(before.orElseThrow(), after.get());
    } catch (IllegalArgumentException e) {
      problems.accept("the target's metrics are left out: " + e.getMessage());
      return Map.of();
    } finally {
      before = Optional.empty();
    }
  }

  private Optional<TargetMetrics> read() {
    List<TargetMetrics> all = new ArrayList<>();
    for (Target node : nodes) {
      HttpRequest request =
          PlainHttp.request(node.http("/metrics"), headers).timeout(PATIENCE).build();
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          return none(node, "answered " + answer.statusCode());
        }
        all.add(TargetMetrics.of(System.nanoTime() / NANOS, PrometheusText.parse(answer.body())));
      } catch (IOException e) {
        return none(node, e.toString());
      } catch (IllegalArgumentException e) {
        return none(node, "told something else than metrics: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.of(TargetMetrics.together(all));
  }

  /** Said once of each node and reason: a target without metrics lacks them at every level. */
  private Optional<TargetMetrics> none(Target node, String why) {
    String problem = "the target's metrics are left out: " + node.http("/metrics") + " " + why;
    if (told.add(problem)) {
      problems.accept(problem);
    }
    return Optional.empty();
  }
}
