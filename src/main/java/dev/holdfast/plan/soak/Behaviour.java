package dev.holdfast.plan.soak;

import dev.holdfast.settings.ConfigurationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a user of a soak does at one return: how the connection is lost, and for how long. */
public enum Behaviour {
  /** A clean close and a brief gap. */
  BRIEF,
  /** A clean close and a medium gap. */
  MEDIUM,
  /** A clean close and an extended gap, after which the session starts clean. */
  EXTENDED,
  /** A clean close, and back from another place. */
  MOVE,
  /** Closed while the agent answers. */
  MID_TURN,
  /** Closed without waiting whether the last message arrived. */
  UNACKED,
  /** Nobody listens at first, and the client backs off. */
  REFUSED,
  /** The first attempt is let in by something that never greets. */
  SILENT,
  /** The first attempt is answered by something that dies. */
  SERVER_GONE,
  /** A second connection takes the session over. */
  TAKEN_OVER,
  /** The network resets the connection. */
  RESET,
  /** Half-open: the client is gone and back before the server notices. */
  HALF_OPEN,
  /** Half-open the other way: the server falls silent, and the client has to find out. */
  SERVER_VANISHES;

  /** Whether it takes a fault of the network, rather than an act of the client. */
  public boolean isFault() {
    return this == RESET || this == HALF_OPEN || this == SERVER_VANISHES;
  }

  /** The name in configuration and reports, such as {@code mid-turn}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Behaviour of(String id) {
    return Arrays.stream(values())
        .filter(behaviour -> behaviour.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ConfigurationException.refused(
                    "holdfast.soak.mix",
                    "a list of behaviours and weights such as brief:50,move:20; there are "
                        + Arrays.stream(values())
                            .map(Behaviour::id)
                            .collect(Collectors.joining(", ")),
                    id));
  }
}
