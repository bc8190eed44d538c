package dev.holdfast.faults;

import java.time.Duration;

/**
 * How a fault proxy runs.
 *
 * @param host the address to listen on; loopback unless others are meant to come in
 * @param port the port to listen on, 0 for a free one
 * @param userHeader the header of the upgrade request that names the user
 * @param eventLoops threads, 1 to 64
 * @param connectTimeout how long the target may take to accept, above 0
 * @param trust whom to believe when the target is {@code wss}
 * @param seed of all dice (jitter, slices, toxicity)
 * @param listener is told of faults as they take effect
 */
public record ProxySettings(
    String host,
    int port,
    String userHeader,
    int eventLoops,
    Duration connectTimeout,
    Trust trust,
    long seed,
    FaultListener listener) {

  /** The header that names the user unless told otherwise. */
  public static final String USER_HEADER = "X-Holdfast-User";

  /**
   * Refuses nonsense.
   *
   * @throws IllegalArgumentException naming the key, the rule and the value
   */
  public ProxySettings {
    require(!host.isBlank(), "host must not be empty", host);
    require(port >= 0 && port <= 65535, "port must be 0 to 65535", port);
    require(
        userHeader.matches("[A-Za-z0-9-]+"),
        "userHeader must be letters, digits and hyphens",
        userHeader);
    require(eventLoops >= 1 && eventLoops <= 64, "eventLoops must be 1 to 64", eventLoops);
    require(
        connectTimeout.toMillis() >= 1 && connectTimeout.toMillis() <= 3_600_000,
        "connectTimeout must be 1 ms to 1 h",
        connectTimeout);
  }

  /** Loopback, a free port, one thread, 5 s to connect, the platform's trust, no listener. */
  public static ProxySettings defaults() {
    return new ProxySettings(
        "127.0.0.1",
        0,
        USER_HEADER,
        1,
        Duration.ofSeconds(5),
        Trust.platform(),
        1,
        FaultListener.NONE);
  }

  /** The same on another port. */
  public ProxySettings port(int other) {
    return new ProxySettings(
        host, other, userHeader, eventLoops, connectTimeout, trust, seed, listener);
  }

  /** The same on another address and port. */
  public ProxySettings listen(String otherHost, int otherPort) {
    return new ProxySettings(
        otherHost, otherPort, userHeader, eventLoops, connectTimeout, trust, seed, listener);
  }

  /** The same with users named by another header. */
  public ProxySettings userHeader(String other) {
    return new ProxySettings(host, port, other, eventLoops, connectTimeout, trust, seed, listener);
  }

  /** The same with another number of threads. */
  public ProxySettings eventLoops(int other) {
    return new ProxySettings(host, port, userHeader, other, connectTimeout, trust, seed, listener);
  }

  /** The same with another trust. */
  public ProxySettings trust(Trust other) {
    return new ProxySettings(
        host, port, userHeader, eventLoops, connectTimeout, other, seed, listener);
  }

  /** The same with somebody told of faults. */
  public ProxySettings listener(FaultListener other) {
    return new ProxySettings(
        host, port, userHeader, eventLoops, connectTimeout, trust, seed, other);
  }

  private static void require(boolean met, String rule, Object got) {
    if (!met) {
      throw new IllegalArgumentException(rule + ", got: " + got);
    }
  }
}
