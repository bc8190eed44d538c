package dev.holdfast.user;

import dev.holdfast.faults.Fault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a connection is lost, and what stands in the way of the next one. */
public enum Loss {
  /** The client closes with 1000, and the server agrees. */
  CLOSE("close"),
  /** The client closes when its message is acknowledged and not yet answered. */
  MID_TURN("mid-turn"),
  /** The client sends a message and closes without waiting for anything. */
  UNACKED("unacked"),
  /** The client closes; nobody listens at its first attempts to come back, and it backs off. */
  REFUSED("refused"),
  /** The client closes; its first attempt to come back is let in by something that never greets. */
  SILENT("silent"),
  /**
   * The client closes; its first attempt is answered by something that dies with the first request.
   */
  SERVER_GONE("server-gone"),
  /** The client opens a second connection without closing the first, then sends on the first. */
  TAKEN_OVER("taken-over"),
  /** Two connections with the client's token come at nearly the same instant, and take over. */
  RACE("race"),
  /** Nothing is lost: an intruder tries to come in with a token that is not valid. */
  INTRUDER("intruder"),

  /** RST to both. */
  RESET(Fault.RESET),
  /** FIN to both, without a close frame. */
  ABRUPT_CLOSE("abrupt-close", Fault.CLOSE),
  /** Half-open: the client is gone and comes back, the server has not noticed. */
  CLIENT_VANISHES(Fault.CLIENT_VANISHES),
  /** Half-open: the server is gone, the client hears nothing and has to notice by itself. */
  SERVER_VANISHES(Fault.SERVER_VANISHES),
  /** Silence both ways; what was under way arrives after the client has come back. */
  BLACK_HOLE(Fault.BLACK_HOLE),
  /** A frame ends after the first byte of its header. */
  CUT_IN_HEADER(Fault.CUT_IN_HEADER),
  /** A frame ends in its payload. */
  CUT_IN_PAYLOAD(Fault.CUT_IN_PAYLOAD),
  /** A frame ends inside a UTF-8 character. */
  CUT_IN_CHARACTER(Fault.CUT_IN_CHARACTER),
  /** A message ends between two fragments. */
  CUT_BETWEEN_FRAGMENTS(Fault.CUT_BETWEEN_FRAGMENTS),
  /** Cut off by something between them because nothing was said. */
  IDLE_CUT(Fault.IDLE_CUT),

  /** Lost by RST; the first attempt to come back is answered 401 by something in between. */
  REFUSE_401(Fault.REFUSE_401),
  /** Lost by RST; the first attempt to come back is answered 429 with Retry-After. */
  REFUSE_429(Fault.REFUSE_429),
  /** Lost by RST; the first attempt to come back is answered 503 with Retry-After. */
  REFUSE_503(Fault.REFUSE_503),
  /** Lost by RST; the upgrade request reaches the server late. */
  DELAY_HANDSHAKE(Fault.DELAY_HANDSHAKE),
  /** Lost by RST; the next connection is slow to read. */
  SLOW_READER(Fault.SLOW_READER),

  /** The backend's process is killed, and another one starts on the same store. */
  BACKEND_KILLED("backend-killed"),
  /** The backend announces its end, closes all connections with 1001, and starts again. */
  BACKEND_DRAINED("backend-drained"),
  /** Whatever the user's command did to the backend. */
  COMMANDED("commanded"),
  /** The server closes the connection because its token has run out. */
  TOKEN_EXPIRED("token-expired"),
  /** The server closes the connection because of a frame that is too large. */
  TOO_LARGE("too-large");

  private final String id;
  private final @Nullable Fault fault;

  Loss(String id) {
    this(id, null);
  }

  Loss(Fault fault) {
    this(fault.id(), fault);
  }

  Loss(String id, @Nullable Fault fault) {
    this.id = id;
    this.fault = fault;
  }

  /** The name in reports. */
  public String id() {
    return id;
  }

  /** The fault of the proxy that it is done by, if it is. */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }
}
