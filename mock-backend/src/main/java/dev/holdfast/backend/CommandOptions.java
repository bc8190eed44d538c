package dev.holdfast.backend;

import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.auth.tokens.SigningKey;
import dev.holdfast.backend.defects.DefectPlan;
import dev.holdfast.backend.defects.LoadLimits;
import dev.holdfast.backend.http.TrustedProxies;
import dev.holdfast.backend.mailbox.MailboxLimits;
import dev.holdfast.backend.mailbox.Overflow;
import dev.holdfast.backend.protocol.FrameLimits;
import dev.holdfast.backend.session.ConnectionLimits;
import dev.holdfast.backend.session.Drain;
import dev.holdfast.backend.session.outbound.CloseCode;
import dev.holdfast.backend.session.outbound.RateLimit;
import dev.holdfast.backend.store.StoreAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the command line. */
@SuppressWarnings("NullAway.Init") // picocli fills in the defaults that the annotations name.
final class CommandOptions {
  private static final String SECRET = "HOLDFAST_BACKEND_JWT_SECRET";

  private final Map<String, String> environment;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Port to listen on; 0 for a free one (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--ready-file",
      description = "File to write ws://host:port/ws to, once the backend serves.")
  private @Nullable Path readyFile;

  @Option(
      names = "--parent-pid",
      description = "Ends by itself when this process has ended, however.")
  private @Nullable Long parentPid;

  @Option(
      names = "--time-scale",
      defaultValue = "1",
      description = "Shrinks retention; above 0, at most 1 (default ${DEFAULT-VALUE}).")
  private double timeScale;

  @Option(
      names = "--defects",
      defaultValue = "",
      description = "What is to go wrong, such as lost-message:0.001,late-restore:0.01.")
  private String defects;

  @Option(
      names = "--defect-seed",
      defaultValue = "1",
      description = "Picks whom defects hit (default ${DEFAULT-VALUE}).")
  private long defectSeed;

  @Option(
      names = "--jwt-secret-file",
      description = "File with the key of session tokens; else $" + SECRET + ", else a random one.")
  private @Nullable Path jwtSecretFile;

  @Option(
      names = "--auth",
      defaultValue = "local",
      description = "local, or the http address of the backend that issues tokens.")
  private String auth;

  @Option(
      names = "--trusted-proxies",
      defaultValue = "127.0.0.1/32,::1/128",
      description = "Whose X-Forwarded-For is believed (default ${DEFAULT-VALUE}).")
  private String trustedProxies;

  @Option(
      names = "--heartbeat-interval",
      defaultValue = "30s",
      converter = DurationOption.class,
      description = "Silence after which a client is pinged (default ${DEFAULT-VALUE}).")
  private Duration heartbeatInterval;

  @Option(
      names = "--heartbeat-timeout",
      defaultValue = "10s",
      converter = DurationOption.class,
      description = "Silence after a ping that closes with 4408 (default ${DEFAULT-VALUE}).")
  private Duration heartbeatTimeout;

  @Option(
      names = "--chunk-delay",
      defaultValue = "0ms",
      converter = DurationOption.class,
      description = "Pause between the pieces of an answer (default ${DEFAULT-VALUE}).")
  private Duration chunkDelay;

  @Option(
      names = "--agent-delay",
      defaultValue = "0ms",
      converter = DurationOption.class,
      description = "Pause before an answer (default ${DEFAULT-VALUE}).")
  private Duration agentDelay;

  @Option(
      names = "--max-message-bytes",
      defaultValue = "1048576",
      description = "Above it a frame is refused (default ${DEFAULT-VALUE}).")
  private int maxMessageBytes;

  @Option(
      names = "--hard-message-bytes",
      defaultValue = "5242880",
      description = "Above it the connection is closed with 1009 (default ${DEFAULT-VALUE}).")
  private int hardMessageBytes;

  @Option(
      names = "--max-depth",
      defaultValue = "100",
      description = "Deepest nesting of a frame (default ${DEFAULT-VALUE}).")
  private int maxDepth;

  @Option(
      names = "--rate-limit",
      defaultValue = "200",
      description = "Frames a second and connection (default ${DEFAULT-VALUE}).")
  private int rateLimit;

  @Option(
      names = "--rate-burst",
      defaultValue = "400",
      description = "Frames at once (default ${DEFAULT-VALUE}).")
  private int rateBurst;

  @Option(
      names = "--max-queued-chars",
      defaultValue = "16777216",
      description = "Text that may wait for a slow reader (default ${DEFAULT-VALUE}).")
  private long maxQueuedChars;

  @Option(
      names = "--close-on-expiry",
      defaultValue = "true",
      arity = "1",
      description = "Whether a connection ends with its token (default ${DEFAULT-VALUE}).")
  private boolean closeOnExpiry;

  @Option(
      names = "--drain-code",
      defaultValue = "1001",
      description = "1001 draining or 1012 restart (default ${DEFAULT-VALUE}).")
  private int drainCode;

  @Option(
      names = "--drain-time",
      defaultValue = "5s",
      converter = DurationOption.class,
      description = "How long turns may take when draining (default ${DEFAULT-VALUE}).")
  private Duration drainTime;

  @Option(
      names = "--forget-after",
      defaultValue = "24h",
      converter = DurationOption.class,
      description = "When a session that is away is forgotten (default ${DEFAULT-VALUE}).")
  private Duration forgetAfter;

  @Option(
      names = "--store",
      defaultValue = "memory",
      description =
          "memory, file:<path> or redis://host:port[/db]: where sessions are kept"
              + " (default ${DEFAULT-VALUE}).")
  private String store;

  @Option(
      names = "--handshake-rate",
      defaultValue = "0",
      description = "Handshakes a second, above it 503; 0: any number (default ${DEFAULT-VALUE}).")
  private int handshakeRate;

  @Option(
      names = "--contention",
      defaultValue = "0",
      description =
          "Share of --agent-delay that the turns of all sessions do one after the other, 0 to 1"
              + " (default ${DEFAULT-VALUE}).")
  private double contention;

  @Option(
      names = "--limit-sessions",
      defaultValue = "0",
      description =
          "So many connections are served well, more are slow; 0: no limit"
              + " (default ${DEFAULT-VALUE}).")
  private int limitSessions;

  @Option(
      names = "--limit-reconnections",
      defaultValue = "0",
      description =
          "So many reconnections a second are served well, those beyond are slow; 0: no limit"
              + " (default ${DEFAULT-VALUE}).")
  private double limitReconnections;

  @Option(
      names = "--overload-delay",
      defaultValue = "1s",
      converter = DurationOption.class,
      description = "How slow: before history and context are shown (default ${DEFAULT-VALUE}).")
  private Duration overloadDelay;

  @Option(
      names = "--mailbox-capacity",
      defaultValue = "1000",
      description = "Notifications that wait for a session, 1 to 1000 (default ${DEFAULT-VALUE}).")
  private int mailboxCapacity;

  @Option(
      names = "--mailbox-overflow",
      defaultValue = "drop_oldest",
      description =
          "drop_oldest, drop_newest or reject: what becomes of one more"
              + " (default ${DEFAULT-VALUE}).")
  private String mailboxOverflow;

  @Option(
      names = "--mailbox-ttl",
      defaultValue = "300s",
      converter = DurationOption.class,
      description = "How long a notification waits, at most 24h (default ${DEFAULT-VALUE}).")
  private Duration mailboxTtl;

  @Option(
      names = "--notice-delay",
      defaultValue = "0ms",
      converter = DurationOption.class,
      description =
          "How long after its connection was closed a session counts as away"
              + " (default ${DEFAULT-VALUE}).")
  private Duration noticeDelay;

  @Option(
      names = "--max-context-bytes",
      defaultValue = "8388608",
      description =
          "How large a session's context may become by what its user says"
              + " (default ${DEFAULT-VALUE}).")
  private long maxContextBytes;

  @Option(
      names = "--token-life",
      defaultValue = "15m",
      converter = DurationOption.class,
      description =
          "How long an access token lives whose client asks for no life"
              + " (default ${DEFAULT-VALUE}).")
  private Duration tokenLife;

  CommandOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  Optional<Path> readyFile() {
    return Optional.ofNullable(readyFile);
  }

  OptionalLong parentPid() {
    return parentPid == null ? OptionalLong.empty() : OptionalLong.of(parentPid);
  }

  BackendOptions options(SecureRandom random) throws IOException {
    return new BackendOptions(
        host,
        port,
        timeScale,
        DefectPlan.parse(defects, defectSeed),
        key(random),
        authService(),
        TrustedProxies.parse(trustedProxies),
        new FrameLimits(maxMessageBytes, hardMessageBytes, maxDepth),
        new ConnectionLimits(
            new RateLimit(rateLimit, rateBurst),
            maxQueuedChars,
            heartbeatInterval,
            heartbeatTimeout,
            ConnectionLimits.standard().closeTimeout(),
            closeOnExpiry),
        new AgentPace(agentDelay, chunkDelay, contention),
        new Drain.DrainPlan(
            closeCode(), drainTime, ConnectionLimits.standard().closeTimeout(), Duration.ZERO),
        forgetAfter,
        StoreAddress.parse(store),
        handshakeRate,
        new LoadLimits(limitSessions, limitReconnections, overloadDelay),
        new MailboxLimits(mailboxCapacity, overflow(), mailboxTtl.toMillis()),
        noticeDelay,
        maxContextBytes,
        tokenLife);
  }

  /** What a reader of logs should know of a run, without secrets; empty if all is as usual. */
  String summary(BackendOptions options) {
    StringBuilder summary = new StringBuilder();
    if (options.store().outlivesProcess()) {
      summary.append(", store ").append(options.store());
    }
    if (options.timeScale() != 1) {
      summary.append(", time-scale ").append(options.timeScale());
    }
    if (!options.defects().isEmpty()) {
      summary.append(", defects ").append(defects).append(", defect-seed ").append(defectSeed);
    }
    if (!options.limits().isEmpty()) {
      summary.append(", ").append(options.limits());
    }
    if (options.pace().contention() > 0) {
      summary.append(", contention ").append(options.pace().contention());
    }
    return summary.toString();
  }

  private CloseCode closeCode() {
    return switch (drainCode) {
      case 1001 -> CloseCode.DRAINING;
      case 1012 -> CloseCode.RESTART;
      default ->
          throw new IllegalArgumentException("drain-code must be 1001 or 1012, got: " + drainCode);
    };
  }

  private Overflow overflow() {
    return Overflow.of(mailboxOverflow)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "mailbox-overflow must be drop_oldest, drop_newest or reject, got: "
                        + mailboxOverflow));
  }

  private Optional<URI> authService() {
    if ("local".equals(auth)) {
      return Optional.empty();
    }
    if (!auth.startsWith("http://") && !auth.startsWith("https://")) {
      throw new IllegalArgumentException("auth must be local or an http address, got: " + auth);
    }
    return Optional.of(URI.create(auth));
  }

  private SigningKey key(SecureRandom random) throws IOException {
    if (jwtSecretFile != null) {
      if (!Files.isReadable(jwtSecretFile)) {
        throw new IllegalArgumentException(
            "jwt-secret-file must be a readable file, got: " + jwtSecretFile);
      }
      return SigningKey.of(Files.readString(jwtSecretFile).strip());
    }
    String secret = environment.get(SECRET);
    if (secret != null && !secret.isEmpty()) {
      return SigningKey.of(secret);
    }
    if (StoreAddress.parse(store).outlivesProcess() && authService().isEmpty()) {
      // With a random key every session that is kept would be one that nobody can come back to.
      throw new IllegalArgumentException(
          "store "
              + store
              + " needs a key that outlives the process: set $"
              + SECRET
              + " or --jwt-secret-file; make one with: openssl rand -base64 48");
    }
    return SigningKey.random(random);
  }
}
