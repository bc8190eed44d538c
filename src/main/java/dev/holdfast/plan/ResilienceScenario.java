package dev.holdfast.plan;

import static dev.holdfast.dialect.Capability.ANSWERS;
import static dev.holdfast.dialect.Capability.FRAME_ERRORS;
import static dev.holdfast.dialect.Capability.HISTORY;
import static dev.holdfast.dialect.Capability.INTROSPECTION;
import static dev.holdfast.dialect.Capability.NOTIFICATIONS;
import static dev.holdfast.dialect.Capability.PING;
import static dev.holdfast.dialect.Capability.REFRESH;
import static dev.holdfast.dialect.Capability.RESUMED_STREAMS;
import static dev.holdfast.dialect.Capability.REVOCATION;
import static dev.holdfast.dialect.Capability.SESSIONS;
import static dev.holdfast.dialect.Capability.SINGLE_CONNECTION;
import static dev.holdfast.dialect.Capability.TOKEN_ON_CONNECTION;

import dev.holdfast.dialect.Capability;
import dev.holdfast.settings.ConfigurationException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scenarios of the resilience simulation: each a way in which networks and backends fail, with
 * what it takes and what is promised of it.
 */
public enum ResilienceScenario {
  /** A clean close: what all others are compared with. */
  CLEAN_CLOSE(Backend.ANY, Restore.PROMPT, Check.NONE),
  /** The client is back before the server has noticed that the old connection is dead. */
  HALF_OPEN(Backend.ANY, Restore.PROMPT, Check.NONE),
  /** Every fault of an open connection in turn. */
  FAULTS(Backend.ANY, Restore.PROMPT, Check.NONE),
  /** Refused, delayed and slow ways back. */
  HANDSHAKE(Backend.ANY, Restore.PROMPT, Check.NONE),
  /**
   * A newer connection takes the session over while the old one lives; a ping finds out whether
   * that is still served.
   */
  HAND_OVER(Backend.ANY, Restore.PROMPT, Check.NONE, PING, SINGLE_CONNECTION),
  /** A second device comes while the first one's question is being answered, and takes over. */
  SECOND_DEVICE(
      Backend.ANY,
      Restore.PROMPT,
      Check.that("Turns lost to a second device"),
      HISTORY,
      ANSWERS,
      PING,
      SINGLE_CONNECTION),
  /** Cut in the middle of a streamed answer: text, JSON, multipart, and a large context. */
  MID_STREAM(
      Backend.ANY,
      Restore.PROMPT,
      Check.that("Incomplete answers after a cut"),
      HISTORY,
      ANSWERS,
      RESUMED_STREAMS),
  /** Messages and workflow go on, or wait, while the user is away. */
  AWAY_WORK(Backend.ANY, Restore.PROMPT, Check.that("Unfinished turns"), HISTORY, ANSWERS),
  /** Others leave notifications while the user is away. */
  QUEUED(Backend.MOCK, Restore.PROMPT, Check.that("Wrong notifications"), PING, NOTIFICATIONS),
  /** A token runs out: refused at once, renewed, back. */
  EXPIRED_TOKEN(
      Backend.RENEWING,
      Restore.PROMPT,
      Check.that("Expired tokens not renewed"),
      SESSIONS,
      REFRESH),
  /** Twenty connections of 100 ms with 50 ms between them. */
  FLAPPING(Backend.ANY, Restore.PROMPT, Check.within("Surplus connections")),
  /** Zombies are found by the heartbeat, and live connections are left alone. */
  HEARTBEAT(Backend.ANY, Restore.PROMPT, Check.within("Zombies kept, live ones closed"), PING),
  /** Broken payloads are refused and harm nobody. */
  MALFORMED(
      Backend.ANY, Restore.PROMPT, Check.that("Broken payloads not refused"), PING, FRAME_ERRORS),
  /** WiFi, cellular, Ethernet: a real cut and another address each time. */
  NETWORK_SWITCH(Backend.ANY, Restore.PROMPT, Check.NONE),
  /** A new token on the open connection, and before coming back. */
  TOKEN_REFRESH(
      Backend.RENEWING,
      Restore.PROMPT,
      Check.that("Wrongly handled tokens"),
      SESSIONS,
      REFRESH,
      TOKEN_ON_CONNECTION),
  /** Hijack, brute force, tampering. */
  ATTACKS(
      Backend.ANY,
      Restore.PROMPT,
      Check.that("Wrong auth service answers"),
      SESSIONS,
      REFRESH,
      INTROSPECTION,
      REVOCATION),
  /** Networks of four qualities: stable, unstable, poor, degrading. */
  PROFILES(Backend.ANY, Restore.AS_THE_NETWORK_LETS, Check.NONE),
  /** The backend's process is killed, and another one starts on the same store. */
  CRASH(Backend.RESTARTED, Restore.AFTER_A_CRASH, Check.ofTurns("Turns lost with a crash")),
  /** The backend drains, closes with 1001, and starts again. */
  DRAIN(Backend.RESTARTED, Restore.AFTER_A_DRAIN, Check.ofTurns("Turns lost with a drain"));

  /** What it takes of the backend, beyond what that can tell. */
  private enum Backend {
    ANY,
    /** Tokens are renewed, so that those that came with a users' file do not do. */
    RENEWING,
    /** One of the run's own, whose mailbox others can put something into. */
    MOCK,
    /** One of the run's own and of this scenario alone, which ends and starts it. */
    RESTARTED
  }

  /** What is promised of the time that a restore takes. */
  public enum Restore {
    /** Nothing but the backend itself can make it slow. */
    PROMPT,
    /** The network is slow, and so nothing is promised. */
    AS_THE_NETWORK_LETS,
    /** From the sudden end of the backend until the whole context is back. */
    AFTER_A_CRASH,
    /** The same from an end that the backend announces. */
    AFTER_A_DRAIN
  }

  /**
   * What is looked at beyond the returns themselves.
   *
   * @param id of the objective, after the scenario's name; may be empty
   * @param title of the objective; empty where nothing is looked at
   * @param within whether a backend must let itself be looked into, as only the mock does
   */
  public record Check(String id, String title, boolean within) {

    private static final Check NONE = new Check("", "", false);

    private static Check that(String title) {
      return new Check("", title, false);
    }

    private static Check within(String title) {
      return new Check("", title, true);
    }

    private static Check ofTurns(String title) {
      return new Check("-turns", title, false);
    }
  }

  private final Backend backend;
  private final Restore restore;

  @SuppressWarnings("ImmutableEnumChecker") // a record of values
  private final Check check;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
  private final Set<Capability> needs;

  ResilienceScenario(Backend backend, Restore restore, Check check, Capability... needs) {
    this.backend = backend;
    this.restore = restore;
    this.check = check;
    this.needs = Set.of(needs);
  }

  /** The name in configuration and reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it ends and starts the backend, so that it needs one of its own. */
  public boolean restartsBackend() {
    return backend == Backend.RESTARTED;
  }

  /**
   * Whether only a mock backend of the run's own can play it: it ends and starts the backend, or
   * needs a mailbox that others can put something into.
   */
  public boolean needsMock() {
    return restartsBackend() || backend == Backend.MOCK;
  }

  /** Whether it renews tokens, so that it must be able to. */
  public boolean renewsTokens() {
    return backend == Backend.RENEWING;
  }

  /** What is promised of the time that its restores take. */
  public Restore restore() {
    return restore;
  }

  /** What is looked at beyond its returns; without a title, nothing is. */
  public Check check() {
    return check;
  }

  /**
   * What a backend must be able to tell or do for it to make sense, beyond what is judged in each:
   * its history, or what others say.
   */
  public Set<Capability> needs() {
    return needs;
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
