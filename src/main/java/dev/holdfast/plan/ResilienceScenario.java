package dev.holdfast.plan;

import dev.holdfast.settings.ConfigurationException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The scenarios of the resilience simulation: each a way in which networks and backends fail. */
public enum ResilienceScenario {
  /** A clean close: what all others are compared with. */
  CLEAN_CLOSE,
  /** The client is back before the server has noticed that the old connection is dead. */
  HALF_OPEN,
  /** Every fault of an open connection in turn. */
  FAULTS,
  /** Refused, delayed and slow ways back. */
  HANDSHAKE,
  /** A newer connection takes the session over while the old one lives. */
  HAND_OVER,
  /** Cut in the middle of a streamed answer: text, JSON, multipart, and a large context. */
  MID_STREAM,
  /** Messages and workflow go on, or wait, while the user is away. */
  AWAY_WORK,
  /** Others leave notifications while the user is away. */
  QUEUED,
  /** A token runs out: refused at once, renewed, back. */
  EXPIRED_TOKEN,
  /** Twenty connections of 100 ms with 50 ms between them. */
  FLAPPING,
  /** Zombies are found by the heartbeat, and live connections are left alone. */
  HEARTBEAT,
  /** Broken payloads are refused and harm nobody. */
  MALFORMED,
  /** WiFi, cellular, Ethernet: a real cut and another address each time. */
  NETWORK_SWITCH,
  /** A new token on the open connection, and before coming back. */
  TOKEN_REFRESH,
  /** Hijack, brute force, tampering. */
  ATTACKS,
  /** Networks of four qualities: stable, unstable, poor, degrading. */
  PROFILES,
  /** The backend's process is killed, and another one starts on the same store. */
  CRASH,
  /** The backend drains, closes with 1001, and starts again. */
  DRAIN;

  /** The name in configuration and reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it ends and starts the backend, so that it needs one of its own. */
  public boolean restartsBackend() {
    return this == CRASH || this == DRAIN;
  }

  /**
   * Whether only a mock backend of the run's own can play it: it ends and starts the backend, or
   * needs a mailbox that others can put something into.
   */
  public boolean needsMock() {
    return restartsBackend() || this == QUEUED;
  }

  /**
   * The scenarios that a list names; {@code all} means every one.
   *
   * @throws ConfigurationException if the list is empty or names an unknown scenario
   */
  static Set<ResilienceScenario> parse(List<String> names) {
    if (names.equals(List.of("all"))) {
      return EnumSet.allOf(ResilienceScenario.class);
    }
    if (names.isEmpty()) {
      throw refused("nothing");
    }
    return names.stream()
        .map(ResilienceScenario::of)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ResilienceScenario.class)));
  }

  private static ResilienceScenario of(String id) {
    return Arrays.stream(values())
        .filter(name -> name.id().equals(id))
        .findFirst()
        .orElseThrow(() -> refused(id));
  }

  private static ConfigurationException refused(String got) {
    String known =
        Arrays.stream(values()).map(ResilienceScenario::id).collect(Collectors.joining(", "));
    return ConfigurationException.refused(
        "holdfast.resilience.scenarios", "all or a list of " + known, got);
  }
}
