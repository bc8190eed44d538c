package dev.holdfast.backend.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.backend.auth.AuthService;
import dev.holdfast.backend.store.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /auth/…}, {@code /healthz}, {@code /metrics} and {@code /admin/…} as {@code
 * docs/protocol.md} says; leaves every other path to the next handler.
 */
public final class HttpApi extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpSettings settings;
  private final BackendState state;
  private final PrometheusMeterRegistry metrics;
  private final Map<String, HttpResource> resources = new HashMap<>();
  private final AdminResources admin;
  private final ObjectMapper json;
  private final AtomicBoolean storeFailed = new AtomicBoolean();

  /** As the other constructor, with default limits and the system's clock. */
  public HttpApi(Optional<AuthService> auth, BackendState state, PrometheusMeterRegistry metrics) {
    this(auth, state, metrics, HttpSettings.defaults(), Clock.systemUTC());
  }

  /**
   * An endpoint of one backend.
   *
   * @param auth the auth service that runs here; empty if tokens are checked elsewhere, then {@code
   *     /auth/…} is not found
   * @param state the backend
   * @param metrics what {@code /metrics} shows
   * @param settings the limits
   * @param clock for the limit of failed attempts
   */
  public HttpApi(
      Optional<AuthService> auth,
      BackendState state,
      PrometheusMeterRegistry metrics,
      HttpSettings settings,
      Clock clock) {
    this.settings = settings;
    this.state = state;
    this.metrics = metrics;
    this.json = JsonBody.parser(settings.maximumJsonDepth());
    this.admin = new AdminResources(state, auth.map(AuthService::audit));
    resources.put("/healthz", new HttpResource.Get(this::health));
    resources.put("/metrics", new HttpResource.Get(this::scrape));
    auth.ifPresent(
        service -> {
          resources.putAll(new AuthResources(service, settings, clock).byPath());
          Gauge.builder("holdfast.auth.entries", service, AuthService::size)
              .description("Sessions, revocations and places that the auth service holds")
              .register(metrics);
        });
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    boolean administration = path.startsWith("/admin/");
    if (!administration && !path.startsWith("/auth/") && !resources.containsKey(path)) {
      return false;
    }
    Optional<HttpResource> found =
        administration
            ? Optional.of(path).filter(p -> Peer.local(request)).flatMap(admin::at)
            : Optional.ofNullable(resources.get(path));
    if (found.isEmpty()) {
      send(HttpAnswer.notFound(), request, response, callback);
    } else if (!found.get().allows(request.getMethod())) {
      send(
          HttpAnswer.refusal(405, "method_not_allowed", "use " + found.get().allow())
              .with("Allow", found.get().allow()),
          request,
          response,
          callback);
    } else {
      answer(found.get().by(request.getMethod()), request, response, callback);
    }
    return true;
  }

  private void answer(
      HttpResource resource, Request request, Response response, Callback callback) {
    if (resource instanceof HttpResource.Get get) {
      send(guarded(get.reading()::answer), request, response, callback);
    } else if (resource instanceof HttpResource.Do act) {
      send(guarded(act.reading()::answer), request, response, callback);
    } else if (resource instanceof HttpResource.Send sent) {
      readAndAnswer(sent.writing(), request, response, callback);
    }
  }

  private void readAndAnswer(
      HttpResource.Writing writing, Request request, Response response, Callback callback) {
    Runnable tooLarge =
        () ->
            send(
                HttpAnswer.refusal(
                        413,
                        "payload_too_large",
                        "the body must be at most " + settings.maximumBodyBytes() + " bytes")
                    .with(HttpHeader.CONNECTION.asString(), "close"),
                request,
                response,
                callback);
    if (request.getLength() > BodyReader.mostRead(settings.maximumBodyBytes())) {
      tooLarge.run();
      return;
    }
    new BodyReader(
            request,
            settings.maximumBodyBytes(),
            new BodyReader.Outcome(
                bytes ->
                    send(
                        guarded(() -> writing.answer(JsonBody.read(bytes, json), request)),
                        request,
                        response,
                        callback),
                tooLarge,
                callback::failed))
        .run();
  }

  /** An answer in the making. */
  private interface Making {
    HttpAnswer make() throws RefusedRequest;
  }

  private static HttpAnswer guarded(Making making) {
    try {
      return making.make();
    } catch (RefusedRequest e) {
      return e.answer();
    } catch (StoreException e) {
      LOG.warn("a request could not be answered: {}", e.getMessage());
      return HttpAnswer.refusal(503, "unavailable", "come back after the time in Retry-After")
          .with("Retry-After", "1");
    } catch (RuntimeException e) {
      LOG.error("a request failed", e);
      return HttpAnswer.refusal(500, "internal_error", "the backend failed to answer");
    }
  }

  private void send(HttpAnswer answer, Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    metrics
        .counter(
            "holdfast.http.requests",
            "path",
            resources.containsKey(path) ? path : "other",
            "status",
            Integer.toString(answer.status()))
        .increment();
    answer.send(response, callback);
  }

  private HttpAnswer health() {
    if (state.draining()) {
      return health(503, "draining");
    }
    try {
      state.requireStore();
      storeFailed.set(false);
      return health(200, "ok");
    } catch (StoreException e) {
      if (!storeFailed.getAndSet(true)) {
        LOG.warn("the backend is not healthy: {}", e.getMessage());
      }
      return health(503, "store_failed");
    }
  }

  private static HttpAnswer health(int code, String status) {
    return HttpAnswer.json(code, JsonNodeFactory.instance.objectNode().put("status", status));
  }

  private HttpAnswer scrape() {
    return HttpAnswer.text(200, PROMETHEUS_TEXT, metrics.scrape());
  }
}
