package dev.holdfast.measure;

import java.util.Arrays;
import java.util.Locale;

/** The parts of a session's life that are timed; each has a histogram of its own. */
public enum Phase {
  /** From the request for a session token to its arrival. */
  TOKEN("token", "tokens"),
  /** From the intended instant of a connection to its greeting. */
  CONNECT("connection", "connections"),
  /**
   * From the instant the upgrade was really sent to the greeting: the server's part of {@link
   * #CONNECT}.
   */
  HANDSHAKE("handshake", "handshakes"),
  /** From the instant a connection was lost to the one at which its client noticed. */
  DETECTION("loss", "losses"),
  /** From the notice of a loss to the instant at which the client means to come back. */
  OFFLINE("gap", "gaps"),
  /**
   * From the intended instant of a return to the start of the attempt that succeeded: refused
   * attempts and the waits between them. Nothing is timed for a first attempt that succeeds.
   */
  BACK_OFF("reconnection", "reconnections"),
  /** From a user message to its acknowledgement. */
  ACK("message", "messages"),
  /** From a user message to the end of the agent's answer. */
  TURN("turn", "turns"),
  /** From the request for the conversation history to its arrival. */
  HISTORY("request", "requests"),
  /** From the request for the agent's context to its arrival. */
  CONTEXT("request", "requests"),
  /**
   * From the intended instant of a return to the whole context being back; a session that never
   * came back counts at the client's patience.
   */
  RESTORE("reconnection", "reconnections"),
  /**
   * From the loss of a connection to the whole context being back, whatever lay between; a session
   * that never came back counts at the client's patience.
   */
  ABSENCE("reconnection", "reconnections"),
  /**
   * From the request for the rest of an answer whose stream was cut to its first piece; an answer
   * of which nothing came counts at the client's patience.
   */
  RESUME("cut answer", "cut answers"),
  /**
   * From the greeting of a return to the last of what was left for its user while it was away, or
   * from the request by which another speaks to the arrival of what it said; where something never
   * came, the client's patience.
   */
  DELIVERY("delivery", "deliveries"),
  /** From an attempt that has no right to the session to its refusal. */
  REFUSAL("attempt", "attempts"),
  /**
   * From an intended instant to the one at which the generator acted: its own lateness, never the
   * server's.
   */
  LAG("action", "actions");

  private final String one;
  private final String many;

  Phase(String one, String many) {
    this.one = one;
    this.many = many;
  }

  /** What is counted where this is timed: {@code reconnection}, or {@code reconnections}. */
  public String counted(long count) {
    return count == 1 ? one : many;
  }

  /** The name in logs and reports, such as {@code connect}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The phase of that name.
   *
   * @throws IllegalArgumentException if no phase has that name
   */
  public static Phase of(String id) {
    return Arrays.stream(values())
        .filter(phase -> phase.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no phase is named '" + id + "'"));
  }
}
