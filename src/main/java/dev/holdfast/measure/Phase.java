package dev.holdfast.measure;

import java.util.Arrays;
import java.util.Locale;

/** The parts of a session's life that are timed; each has a histogram of its own. */
public enum Phase {
  /** From the request for a session token to its arrival. */
  TOKEN,
  /** From the intended instant of a connection to its greeting. */
  CONNECT,
  /**
   * From the instant the upgrade was really sent to the greeting: the server's part of {@link
   * #CONNECT}.
   */
  HANDSHAKE,
  /** From the instant a connection was lost to the one at which its client noticed. */
  DETECTION,
  /** From the notice of a loss to the instant at which the client means to come back. */
  OFFLINE,
  /**
   * From the intended instant of a return to the start of the attempt that succeeded: refused
   * attempts and the waits between them. Nothing is timed for a first attempt that succeeds.
   */
  BACK_OFF,
  /** From a user message to its acknowledgement. */
  ACK,
  /** From a user message to the end of the agent's answer. */
  TURN,
  /** From the request for the conversation history to its arrival. */
  HISTORY,
  /** From the request for the agent's context to its arrival. */
  CONTEXT,
  /**
   * From the intended instant of a return to the whole context being back; a session that never
   * came back counts at the client's patience.
   */
  RESTORE,
  /**
   * From the loss of a connection to the whole context being back, whatever lay between; a session
   * that never came back counts at the client's patience.
   */
  ABSENCE,
  /**
   * From the request for the rest of an answer whose stream was cut to its first piece; an answer
   * of which nothing came counts at the client's patience.
   */
  RESUME,
  /**
   * From the greeting of a return to the last of what was left for its user while it was away, or
   * from the request by which another speaks to the arrival of what it said; where something never
   * came, the client's patience.
   */
  DELIVERY,
  /** From an attempt that has no right to the session to its refusal. */
  REFUSAL,
  /**
   * From an intended instant to the one at which the generator acted: its own lateness, never the
   * server's.
   */
  LAG;

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
