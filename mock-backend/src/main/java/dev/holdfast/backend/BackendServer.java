package dev.holdfast.backend;

import dev.holdfast.backend.agent.ScriptedAgent;
import dev.holdfast.backend.auth.AuditLog;
import dev.holdfast.backend.auth.AuditedVerifier;
import dev.holdfast.backend.auth.AuthService;
import dev.holdfast.backend.auth.AuthSettings;
import dev.holdfast.backend.auth.IntrospectingVerifier;
import dev.holdfast.backend.auth.TokenVerifier;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.InMemoryContextStore;
import dev.holdfast.backend.context.RetentionLimits;
import dev.holdfast.backend.context.RetentionPolicy;
import dev.holdfast.backend.defects.SeededDefects;
import dev.holdfast.backend.http.BackendMetrics;
import dev.holdfast.backend.http.HttpEndpoint;
import dev.holdfast.backend.http.HttpSettings;
import dev.holdfast.backend.http.PlaceResolver;
import dev.holdfast.backend.protocol.FrameDecoder;
import dev.holdfast.backend.session.Admission;
import dev.holdfast.backend.session.CloseCode;
import dev.holdfast.backend.session.Connections;
import dev.holdfast.backend.session.Conversation;
import dev.holdfast.backend.session.Drain;
import dev.holdfast.backend.session.Keeper;
import dev.holdfast.backend.session.Oblivion;
import dev.holdfast.backend.session.Sessions;
import dev.holdfast.backend.session.Traffic;
import dev.holdfast.backend.session.VerifiedAdmission;
import dev.holdfast.backend.socket.SocketHandler;
import dev.holdfast.backend.socket.Upgrade;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;

/** A whole backend: its parts joined, started and stopped. */
public final class BackendServer implements AutoCloseable {
  private static final Duration INTROSPECTION_TIMEOUT = Duration.ofSeconds(2);

  private final BackendOptions options;
  private final ScheduledExecutorService scheduler;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final BackendMetrics processMetrics = new BackendMetrics(metrics);
  private final ContextStore store;
  private final Sessions sessions;
  private final Connections connections;
  private final Drain drain;
  private final Server server;

  /**
   * A backend that is not started yet.
   *
   * @param clock dates contexts, gaps and tokens
   * @param random makes tokens and ids
   */
  public BackendServer(BackendOptions options, Clock clock, SecureRandom random) {
    this.options = options;
    this.scheduler = scheduler();
    Traffic traffic = new Traffic(metrics);
    AuditLog audit = new AuditLog(clock, metrics);
    Optional<AuthService> auth =
        options.auth().isPresent()
            ? Optional.empty()
            : Optional.of(new AuthService(AuthSettings.of(options.key()), clock, random, audit));
    TokenVerifier verifier = verifier(auth, clock);
    RetentionLimits limits = RetentionLimits.standard().scaled(options.timeScale());
    SeededDefects defects = new SeededDefects(options.defects(), metrics);
    this.store = defects.store(new InMemoryContextStore());
    ScriptedAgent agent = new ScriptedAgent(store, clock, scheduler, options.pace());
    Admission admission =
        defects.admission(new VerifiedAdmission(new AuditedVerifier(verifier, audit)), clock);
    this.sessions =
        new Sessions(
            store,
            defects.retention(new RetentionPolicy(limits, clock), limits),
            defects.behaviour(store, limits, scheduler),
            agent,
            clock,
            traffic,
            (sessionId, place) -> auth.ifPresent(service -> service.seenAt(sessionId, place)));
    Conversation conversation =
        new Conversation(
            store, agent, verifier, new FrameDecoder(options.frames()), traffic, System::nanoTime);
    this.connections =
        new Connections(sessions, conversation, options.connections(), traffic, System::nanoTime);
    this.drain = new Drain(connections, conversation, options.drain(), scheduler, System::nanoTime);
    auth.ifPresent(service -> service.onRevoked(this::revoked));
    this.server = JettyServer.of(options);
    HttpEndpoint http =
        new HttpEndpoint(
            auth,
            new ServingState(store, sessions, drain),
            metrics,
            HttpSettings.defaults(),
            clock);
    Upgrade upgrade =
        new Upgrade(
            admission,
            connections,
            new PlaceResolver(options.proxies())::of,
            drain::draining,
            traffic);
    server.setHandler(SocketHandler.of(server, upgrade, options.frames(), http));
    startRounds(clock);
    gauges();
  }

  /**
   * Begins to serve.
   *
   * @return where: {@code ws://host:port/ws}
   * @throws IllegalStateException if the port cannot be had
   */
  public URI start() {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException(
          "cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage(), e);
    }
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return URI.create("ws://" + host + ":" + JettyServer.port(server) + "/ws");
  }

  /**
   * Begins to drain; again is the same as once.
   *
   * @return completes when no connection is left
   */
  public CompletableFuture<Void> drain() {
    return drain.begin();
  }

  /** How long a drain may take at most. */
  public Duration longestDrain() {
    return options.drain().turns().plus(options.drain().closing());
  }

  /** What is counted and measured. */
  public PrometheusMeterRegistry metrics() {
    return metrics;
  }

  /** Stops at once, connections and all. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop: " + e.getMessage(), e);
    } finally {
      scheduler.shutdownNow();
      processMetrics.close();
      store.close();
    }
  }

  private TokenVerifier verifier(Optional<AuthService> auth, Clock clock) {
    return auth.isPresent()
        ? auth.get()
        : new IntrospectingVerifier(options.auth().orElseThrow(), INTROSPECTION_TIMEOUT, clock);
  }

  private void revoked(String sessionId) {
    sessions
        .connection(sessionId)
        .ifPresent(connection -> connection.cut(CloseCode.TOKEN_INVALID, "token revoked"));
  }

  private void startRounds(Clock clock) {
    ScheduledFuture<?> keeper =
        new Keeper(connections, options.connections(), clock, System::nanoTime).start(scheduler);
    long round = Math.max(1, Math.min(60_000, options.forgetAfter().toMillis() / 10));
    ScheduledFuture<?> oblivion =
        scheduler.scheduleWithFixedDelay(
            new Oblivion(store, sessions, options.forgetAfter(), clock),
            round,
            round,
            TimeUnit.MILLISECONDS);
    // Both end with the scheduler; the compiler wants them seen.
    assert !keeper.isDone() || !oblivion.isDone();
  }

  private void gauges() {
    Gauge.builder("holdfast.backend.connections.open", connections, Connections::count)
        .description("Open WebSocket connections")
        .register(metrics);
    Gauge.builder("holdfast.backend.contexts", store, ContextStore::count)
        .description("Sessions that have a context")
        .register(metrics);
    Gauge.builder("holdfast.backend.context", store, ContextStore::estimatedBytes)
        .baseUnit("bytes")
        .description("Estimated size of all contexts")
        .register(metrics);
  }

  private static ScheduledExecutorService scheduler() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "holdfast-rounds");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
