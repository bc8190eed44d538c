package dev.holdfast.backend;

import dev.holdfast.backend.agent.ScriptedAgent;
import dev.holdfast.backend.auth.AuthService;
import dev.holdfast.backend.auth.IntrospectingVerifier;
import dev.holdfast.backend.auth.audit.AuditLog;
import dev.holdfast.backend.auth.audit.AuditedVerifier;
import dev.holdfast.backend.auth.tokens.AuthSettings;
import dev.holdfast.backend.auth.tokens.TokenVerifier;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.LateNotice;
import dev.holdfast.backend.context.RetentionLimits;
import dev.holdfast.backend.context.RetentionPolicy;
import dev.holdfast.backend.defects.LimitedBehaviour;
import dev.holdfast.backend.defects.SeededDefects;
import dev.holdfast.backend.http.BackendMetrics;
import dev.holdfast.backend.http.HttpApi;
import dev.holdfast.backend.http.HttpSettings;
import dev.holdfast.backend.http.PlaceResolver;
import dev.holdfast.backend.mailbox.Mailboxes;
import dev.holdfast.backend.protocol.FrameDecoder;
import dev.holdfast.backend.session.AdmissionRule;
import dev.holdfast.backend.session.Connections;
import dev.holdfast.backend.session.Conversation;
import dev.holdfast.backend.session.Drain;
import dev.holdfast.backend.session.HandshakeLimiter;
import dev.holdfast.backend.session.HeartbeatMonitor;
import dev.holdfast.backend.session.Notifications;
import dev.holdfast.backend.session.Peers;
import dev.holdfast.backend.session.Postman;
import dev.holdfast.backend.session.SessionReaper;
import dev.holdfast.backend.session.Sessions;
import dev.holdfast.backend.session.VerifiedAdmission;
import dev.holdfast.backend.session.outbound.Traffic;
import dev.holdfast.backend.session.peers.Node;
import dev.holdfast.backend.socket.SocketHandler;
import dev.holdfast.backend.socket.Upgrade;
import dev.holdfast.backend.store.Storage;
import dev.holdfast.backend.store.Storages;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
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
  private static final long SHORTEST_BEAT_MILLIS = 50;

  /** So many turns and rounds may wait for a store at once. */
  private static final int WAITING_ROUNDS = 8;

  private static final Duration LAST_ROUNDS = Duration.ofSeconds(2);

  private final BackendOptions options;
  private final ScheduledExecutorService scheduler;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final BackendMetrics processMetrics = new BackendMetrics(metrics);
  private final Storage storage;
  private final ContextStore store;
  private final Node node;
  private final Mailboxes mailboxes;
  private final Sessions sessions;
  private final Peers peers;
  private final Connections connections;
  private final Drain drain;
  private final Server server;

  /**
   * A backend that is not started yet.
   *
   * @param clock dates contexts, gaps and tokens
   * @param random makes tokens and ids
   * @throws dev.holdfast.backend.store.StoreException if its store cannot be opened
   */
  public BackendServer(BackendOptions options, Clock clock, SecureRandom random) {
    this(options, clock, random, Storages.open(options.store()));
  }

  /**
   * A backend on a storage that is open.
   *
   * @param storage closed with the backend
   */
  BackendServer(BackendOptions options, Clock clock, SecureRandom random, Storage storage) {
    this.options = options;
    this.storage = storage;
    this.scheduler = scheduler(storage.waits() ? WAITING_ROUNDS : 1);
    Traffic traffic = new Traffic(metrics);
    AuditLog audit = new AuditLog(clock, metrics);
    Optional<AuthService> auth =
        options.auth().isPresent()
            ? Optional.empty()
            : Optional.of(new AuthService(authSettings(), clock, random, audit, storage));
    TokenVerifier verifier = verifier(auth, clock);
    SeededDefects defects = new SeededDefects(options.defects(), metrics);
    this.store = defects.store(storage.contexts());
    ScriptedAgent agent =
        new ScriptedAgent(store, clock, scheduler, options.pace(), options.mostContextBytes());
    this.node = new Node(nodeId(random), storage, clock, beat());
    this.mailboxes = new Mailboxes(storage, options.mailbox(), defects.lifetime(), clock);
    Postman postman = new Postman(mailboxes);
    this.sessions = sessions(defects, agent, clock, traffic, postman, auth);
    this.peers = new Peers(node, sessions, scheduler);
    auth.ifPresent(service -> service.onRevoked(peers::revoked));
    Conversation conversation =
        new Conversation(
            store,
            agent,
            postman,
            defects.verifier(verifier, clock),
            new FrameDecoder(options.frames()),
            traffic,
            System::nanoTime);
    this.connections =
        new Connections(sessions, conversation, options.connections(), traffic, System::nanoTime);
    this.drain = new Drain(connections, conversation, options.drain(), scheduler, System::nanoTime);
    this.server = JettyServer.of(options);
    SessionReaper reaper = reaper(clock, auth);
    HttpApi http =
        new HttpApi(
            auth,
            new ServingState(
                store, sessions, drain, new Notifications(mailboxes, sessions, peers), reaper),
            metrics,
            HttpSettings.defaults(),
            clock);
    AdmissionRule admission =
        defects.admission(new VerifiedAdmission(new AuditedVerifier(verifier, audit)), clock);
    PlaceResolver places = new PlaceResolver(options.proxies());
    Upgrade upgrade =
        new Upgrade(
            admission,
            connections,
            places::of,
            drain::draining,
            new HandshakeLimiter(options.handshakeRate(), 1, System::nanoTime),
            traffic);
    server.setHandler(SocketHandler.of(server, upgrade, options.frames(), http));
    startRounds(clock, reaper);
    gauges();
  }

  private AuthSettings authSettings() {
    return AuthSettings.of(options.key()).withDefaultTtl(options.tokenLife());
  }

  private SessionReaper reaper(Clock clock, Optional<AuthService> auth) {
    return new SessionReaper(
        sessions,
        mailboxes,
        options.forgetAfter(),
        clock,
        gone -> auth.ifPresent(service -> service.forget(gone)));
  }

  private Sessions sessions(
      SeededDefects defects,
      ScriptedAgent agent,
      Clock clock,
      Traffic traffic,
      Postman postman,
      Optional<AuthService> auth) {
    RetentionLimits limits = RetentionLimits.standard().scaled(options.timeScale());
    return new Sessions(
        store,
        storage,
        node,
        new LateNotice(
            defects.retention(new RetentionPolicy(limits, clock), limits), options.noticeDelay()),
        LimitedBehaviour.of(
            defects.behaviour(store, limits, scheduler),
            options.limits(),
            this::openConnections,
            scheduler,
            System::nanoTime),
        agent,
        clock,
        traffic,
        postman,
        (sessionId, place) -> auth.ifPresent(service -> service.seenAt(sessionId, place)));
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
      endRounds();
      processMetrics.close();
      storage.close();
    }
  }

  /** A turn that is being committed is not interrupted: the store must not close under it. */
  private void endRounds() {
    scheduler.shutdown();
    try {
      if (!scheduler.awaitTermination(LAST_ROUNDS.toMillis(), TimeUnit.MILLISECONDS)) {
        scheduler.shutdownNow();
      }
    } catch (InterruptedException e) {
      scheduler.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private int openConnections() {
    return connections.count();
  }

  private TokenVerifier verifier(Optional<AuthService> auth, Clock clock) {
    return auth.isPresent()
        ? auth.get()
        : new IntrospectingVerifier(options.auth().orElseThrow(), INTROSPECTION_TIMEOUT, clock);
  }

  /** A tenth of what tells a brief gap from none would matter: 1 s, scaled as gaps are. */
  private Duration beat() {
    return Duration.ofMillis(
        Math.max(SHORTEST_BEAT_MILLIS, Math.round(1000 * options.timeScale())));
  }

  private static String nodeId(SecureRandom random) {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void startRounds(Clock clock, SessionReaper reaper) {
    ScheduledFuture<?> monitor =
        new HeartbeatMonitor(connections, options.connections(), clock, System::nanoTime)
            .start(scheduler);
    long round = Math.max(1, Math.min(60_000, options.forgetAfter().toMillis() / 10));
    ScheduledFuture<?> rounds =
        scheduler.scheduleWithFixedDelay(reaper, round, round, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> beats = node.start(scheduler);
    peers.listen();
    // All end with the scheduler; the compiler wants them seen.
    assert !monitor.isDone() || !rounds.isDone() || !beats.isDone();
  }

  private void gauges() {
    Gauge.builder("holdfast.backend.connections.open", connections, Connections::count)
        .description("Open WebSocket connections")
        .register(metrics);
    Gauge.builder("holdfast.backend.contexts", store, ContextStore::count)
        .description("Sessions that have a context")
        .register(metrics);
    Gauge.builder("holdfast.backend.mailboxes", mailboxes, Mailboxes::count)
        .description("Sessions that have a mailbox")
        .register(metrics);
    Gauge.builder("holdfast.backend.context", store, ContextStore::estimatedBytes)
        .baseUnit("bytes")
        .description("Estimated size of all contexts")
        .register(metrics);
  }

  private static ScheduledExecutorService scheduler(int threads) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            threads,
            task -> {
              Thread thread = new Thread(task, "holdfast-rounds");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }
}
