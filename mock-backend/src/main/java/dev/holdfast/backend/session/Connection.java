package dev.holdfast.backend.session;

import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.protocol.ServerFrame;
import dev.holdfast.backend.session.outbound.CloseCode;
import dev.holdfast.backend.session.outbound.ClosingWire;
import dev.holdfast.backend.session.outbound.FrameAllowance;
import dev.holdfast.backend.session.outbound.Outbox;
import org.jspecify.annotations.Nullable;

/** One WebSocket of a session: who it is, how the server behaves towards it, and its way out. */
public final class Connection {
  private final String id;
  private final ClosingWire wire;
  private final Outbox outbox;
  private final FrameAllowance allowance;
  private final ClientPlace place;
  private volatile SessionClaims claims;
  private volatile ConnectionBehaviour behaviour = ConnectionBehaviour.HONEST;
  private volatile int incarnation;
  private volatile boolean gone;
  private volatile long heardNanos;
  private volatile long pingedNanos;
  private volatile long broughtUpTo;

  Connection(
      String id,
      SessionClaims claims,
      ClientPlace place,
      ClosingWire wire,
      Outbox outbox,
      FrameAllowance allowance,
      long nowNanos) {
    this.id = id;
    this.claims = claims;
    this.place = place;
    this.wire = wire;
    this.outbox = outbox;
    this.allowance = allowance;
    this.heardNanos = nowNanos;
    this.pingedNanos = heardNanos;
  }

  /** Its name, unique within the backend. */
  String id() {
    return id;
  }

  /** What its token says; another after a refresh. */
  SessionClaims claims() {
    return claims;
  }

  ClientPlace place() {
    return place;
  }

  /** The beginning of the session's context that this connection is about. */
  int incarnation() {
    return incarnation;
  }

  ConnectionBehaviour behaviour() {
    return behaviour;
  }

  void begin(ConnectionBehaviour newBehaviour, int newIncarnation) {
    behaviour = newBehaviour;
    incarnation = newIncarnation;
  }

  void accept(SessionClaims newClaims) {
    claims = newClaims;
  }

  FrameAllowance.Ruling rule(long nowNanos) {
    return allowance.rule(nowNanos);
  }

  /** Sends a frame, as the behaviour has it. */
  void send(@Nullable String id, ServerFrame frame) {
    behaviour.send(id, frame, outbox);
  }

  /** Sends nothing more; false if it was so already. */
  boolean silence() {
    gone = true;
    return outbox.silence();
  }

  /** Sends nothing more but a close frame, at once. */
  public void cut(CloseCode code, String reason) {
    if (silence()) {
      wire.close(code, reason);
    }
  }

  /** Closes after what is still to be written. */
  void finish(CloseCode code, String reason) {
    outbox.finish(code, reason);
  }

  /** Whether nothing that is sent from now on can arrive. */
  boolean gone() {
    return gone;
  }

  /** The number of the last notification that was brought here; 0 if none was. */
  long broughtUpTo() {
    return broughtUpTo;
  }

  void broughtUpTo(long number) {
    broughtUpTo = number;
  }

  ClosingWire wire() {
    return wire;
  }

  /** The client was heard now. */
  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  /** When the client was last heard, on the monotonic clock. */
  long heardNanos() {
    return heardNanos;
  }

  /** When it was last pinged, on the monotonic clock. */
  long pingedNanos() {
    return pingedNanos;
  }

  void ping(long nowNanos) {
    pingedNanos = nowNanos;
    wire.ping();
  }
}
