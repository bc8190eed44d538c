package dev.holdfast.faults;

import dev.holdfast.faults.stages.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The closed list of what can happen to one user's connection. Each says what the two peers get to
 * see on the wire; "the client's socket" and "the server's socket" are the two that lead to the
 * proxy.
 */
public enum Fault {
  /** RST to both sockets, at once; what was under way is lost. */
  RESET(Phase.OPEN, Ending.RST, Duration.ZERO),

  /** FIN to both sockets, without a WebSocket close frame. */
  CLOSE(Phase.OPEN, Ending.FIN, Duration.ZERO),

  /**
   * Half-open, the client gone: the client's socket gets the ending (RST by default; silence leaves
   * it open and mute); the server's stays open and gets neither data, FIN nor RST, so the server
   * does not notice. What the server sends is taken and dropped.
   */
  CLIENT_VANISHES(Phase.OPEN, Ending.RST, Duration.ZERO),

  /**
   * Half-open, the server gone: the server's socket gets the ending (RST by default); the client's
   * stays open and silent. What the client sends is taken and dropped.
   */
  SERVER_VANISHES(Phase.OPEN, Ending.RST, Duration.ZERO),

  /**
   * Silence both ways, no socket closed. Bytes and FINs are kept, up to 1 MiB a direction, and
   * arrive late when the fault is healed or its time is over (zero: until healed).
   */
  BLACK_HOLE(Phase.OPEN, Ending.SILENCE, Duration.ZERO),

  /** The next frame is cut after the first byte of its header; then both sockets get the ending. */
  CUT_IN_HEADER(Phase.OPEN, Ending.FIN, Duration.ZERO),

  /** The next frame of two or more bytes is cut in the middle of its payload; then the ending. */
  CUT_IN_PAYLOAD(Phase.OPEN, Ending.FIN, Duration.ZERO),

  /**
   * The next text frame that has a character of several bytes is cut after that character's first
   * byte; then the ending. Frames of plain ASCII pass.
   */
  CUT_IN_CHARACTER(Phase.OPEN, Ending.FIN, Duration.ZERO),

  /**
   * The next message is cut between two fragments; then the ending. A message that comes in one
   * frame of more than four bytes is made a fragment of its first half (FIN bit cleared).
   */
  CUT_BETWEEN_FRAGMENTS(Phase.OPEN, Ending.FIN, Duration.ZERO),

  /** Once no byte has passed either way for the time, both sockets get the ending. */
  IDLE_CUT(Phase.OPEN, Ending.FIN, Duration.ofMinutes(1)),

  /**
   * The client reads slowly: what the server sends goes on at 1 KiB a time unit, and the server's
   * writes stall once the system's socket buffers (some MiB) are full. Nothing is lost.
   */
  SLOW_READER(Phase.OPEN, Ending.SILENCE, Duration.ofSeconds(1)),

  /** The upgrade is answered 401 and FIN; the server never sees the request. */
  REFUSE_401(Phase.HANDSHAKE, Ending.FIN, Duration.ZERO),

  /** The upgrade is answered 429 with Retry-After, and FIN; the server never sees the request. */
  REFUSE_429(Phase.HANDSHAKE, Ending.FIN, Duration.ofSeconds(1)),

  /** The upgrade is answered 503 with Retry-After, and FIN; the server never sees the request. */
  REFUSE_503(Phase.HANDSHAKE, Ending.FIN, Duration.ofSeconds(1)),

  /** The upgrade request reaches the server only after the time; nothing is altered. */
  DELAY_HANDSHAKE(Phase.HANDSHAKE, Ending.SILENCE, Duration.ofSeconds(1)),

  /**
   * The upgrade request reaches the server, its answer does not reach the client; as it is on its
   * way, both sockets get the ending (silence leaves them open and mute). So the server has let in
   * a client that knows nothing of it.
   */
  CUT_HANDSHAKE(Phase.HANDSHAKE, Ending.RST, Duration.ZERO);

  /** When a fault can act. */
  enum Phase {
    /** On the upgrade request, before the server sees it. */
    HANDSHAKE,
    /** On a connection. */
    OPEN
  }

  private final Phase phase;
  private final Ending ending;
  private final Duration time;

  Fault(Phase phase, Ending ending, Duration time) {
    this.phase = phase;
    this.ending = ending;
    this.time = time;
  }

  /** The name in reports and in the control interface, such as {@code cut-in-payload}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether it acts on an upgrade request, so that it can only be planned for a next connection.
   */
  public boolean actsOnHandshake() {
    return phase == Phase.HANDSHAKE;
  }

  /** What the peers then see, unless asked otherwise. */
  Ending ending() {
    return ending;
  }

  /** Its time, unless asked otherwise. */
  Duration time() {
    return time;
  }

  /**
   * The fault of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Fault of(String id) {
    return Arrays.stream(values())
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fault must be one of "
                        + Arrays.stream(values()).map(Fault::id).collect(Collectors.joining(", "))
                        + ", got: "
                        + id));
  }
}
