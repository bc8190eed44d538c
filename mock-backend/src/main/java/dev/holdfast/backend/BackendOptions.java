package dev.holdfast.backend;

import dev.holdfast.backend.agent.AgentPace;
import dev.holdfast.backend.auth.tokens.SigningKey;
import dev.holdfast.backend.defects.DefectPlan;
import dev.holdfast.backend.defects.LoadLimits;
import dev.holdfast.backend.http.TrustedProxies;
import dev.holdfast.backend.mailbox.MailboxLimits;
import dev.holdfast.backend.protocol.FrameLimits;
import dev.holdfast.backend.session.ConnectionLimits;
import dev.holdfast.backend.session.Drain;
import dev.holdfast.backend.session.outbound.CloseCode;
import dev.holdfast.backend.store.StoreAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a backend is to run.
 *
 * @param host the address to listen on
 * @param port 0 for a free one, at most 65535
 * @param timeScale shrinks retention; above 0, at most 1
 * @param defects what is to go wrong
 * @param key signs session tokens
 * @param auth the auth service of another backend; empty to be one's own
 * @param proxies whose {@code X-Forwarded-For} is believed
 * @param frames what a client frame may measure
 * @param connections what a connection may cost
 * @param pace how long the agent takes; real time
 * @param drain how the backend goes
 * @param forgetAfter when a session that is away is forgotten altogether; real time
 * @param store where it keeps what it must not lose
 * @param handshakeRate handshakes that it takes a second; 0 for any number
 * @param limits what load it bears before it is slow
 * @param mailbox what waits for a session whose mailbox has no limits of its own
 * @param noticeDelay how long after its connection was closed a session counts as away; real time,
 *     not negative
 * @param mostContextBytes how large a session's context may become by what its user says, at least
 *     1
 * @param tokenLife how long an access token lives whose client asks for no life; real time
 */
public record BackendOptions(
    String host,
    int port,
    double timeScale,
    DefectPlan defects,
    SigningKey key,
    Optional<URI> auth,
    TrustedProxies proxies,
    FrameLimits frames,
    ConnectionLimits connections,
    AgentPace pace,
    Drain.DrainPlan drain,
    Duration forgetAfter,
    StoreAddress store,
    int handshakeRate,
    LoadLimits limits,
    MailboxLimits mailbox,
    Duration noticeDelay,
    long mostContextBytes,
    Duration tokenLife) {

  private static final long MOST_CONTEXT_BYTES = 8 << 20;

  /** Refuses ports, scales and rates outside their ranges. */
  public BackendOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be 0 to 65535, got: " + port);
    }
    if (!(timeScale > 0 && timeScale <= 1)) {
      throw new IllegalArgumentException(
          "time-scale must be above 0 and at most 1, got: " + timeScale);
    }
    if (handshakeRate < 0) {
      throw new IllegalArgumentException(
          "handshake-rate must not be negative, got: " + handshakeRate);
    }
    if (mostContextBytes < 1) {
      throw new IllegalArgumentException(
          "max-context-bytes must be at least 1, got: " + mostContextBytes);
    }
    if (noticeDelay.isNegative()) {
      throw new IllegalArgumentException("notice-delay must not be negative, got: " + noticeDelay);
    }
  }

  /** An honest backend on a free port of the loopback, with every default. */
  public static BackendOptions standard(SigningKey key) {
    return new BackendOptions(
        "127.0.0.1",
        0,
        1,
        DefectPlan.NONE,
        key,
        Optional.empty(),
        TrustedProxies.parse("127.0.0.1/32,::1/128"),
        FrameLimits.standard(),
        ConnectionLimits.standard(),
        AgentPace.INSTANT,
        new Drain.DrainPlan(
            CloseCode.DRAINING, Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ZERO),
        Duration.ofHours(24),
        StoreAddress.memory(),
        0,
        LoadLimits.NONE,
        MailboxLimits.standard(),
        Duration.ZERO,
        MOST_CONTEXT_BYTES,
        Duration.ofMinutes(15));
  }
}
