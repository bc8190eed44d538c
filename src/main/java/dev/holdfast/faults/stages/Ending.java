package dev.holdfast.faults.stages;

import java.util.Arrays;
import java.util.Locale;

/** What a peer gets to see when its connection is lost. */
public enum Ending {
  /** A TCP FIN without a WebSocket close frame: a read returns the end of the stream. */
  FIN,
  /** A TCP RST: reads and writes fail with "connection reset". */
  RST,
  /** Nothing: the socket stays open, and no byte arrives any more. */
  SILENCE;

  /** The name on the wire of the control interface. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The ending of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Ending of(String id) {
    return Arrays.stream(values())
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("ending must be fin, rst or silence, got: " + id));
  }
}
