package dev.holdfast.backend.session;

import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.protocol.ErrorCode;
import dev.holdfast.backend.protocol.FrameEncoder;
import dev.holdfast.backend.session.outbound.CloseCode;
import dev.holdfast.backend.session.outbound.ClosingWire;
import dev.holdfast.backend.session.outbound.FrameAllowance;
import dev.holdfast.backend.session.outbound.Outbox;
import dev.holdfast.backend.session.outbound.Traffic;
import dev.holdfast.backend.session.outbound.Wire;
import dev.holdfast.backend.store.StoreException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every open connection of this process: what the socket edge calls as WebSockets come and go. */
public final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final Sessions sessions;
  private final Conversation conversation;
  private final ConnectionLimits limits;
  private final Traffic traffic;
  private final LongSupplier nanoTime;
  private final FrameEncoder encoder = new FrameEncoder();
  private final AtomicLong opened = new AtomicLong();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  /**
   * No connection yet.
   *
   * @param nanoTime the monotonic clock
   */
  public Connections(
      Sessions sessions,
      Conversation conversation,
      ConnectionLimits limits,
      Traffic traffic,
      LongSupplier nanoTime) {
    this.sessions = sessions;
    this.conversation = conversation;
    this.limits = limits;
    this.traffic = traffic;
    this.nanoTime = nanoTime;
  }

  /** A WebSocket has opened, for a token that was verified. */
  public Connection opened(SessionClaims claims, ClientPlace place, Wire wire) {
    long now = nanoTime.getAsLong();
    ClosingWire closing = new ClosingWire(wire, nanoTime);
    Connection connection =
        new Connection(
            "c-" + opened.incrementAndGet(),
            claims,
            place,
            closing,
            new Outbox(closing, encoder, traffic, limits.queuedChars()),
            new FrameAllowance(limits.rate(), now),
            now);
    open.add(connection);
    try {
      sessions.open(connection);
    } catch (StoreException e) {
      LOG.warn("session {}: open failed: {}", claims.sessionId(), e.getMessage());
      connection.cut(CloseCode.INTERNAL_ERROR, "the session cannot be read now");
    }
    return connection;
  }

  /** A text frame has come. */
  public void heard(Connection connection, String text) {
    try {
      conversation.hear(connection, text);
    } catch (StoreException e) {
      // Nothing that was not committed is acknowledged: the client must come back and look.
      LOG.warn("a frame could not be answered: {}", e.getMessage());
      connection.cut(CloseCode.INTERNAL_ERROR, "the session cannot be read now");
    }
  }

  /** A binary frame has come, which the protocol does not have. */
  public void heardBinary(Connection connection) {
    if (conversation.allows(connection, nanoTime.getAsLong())) {
      conversation.refuse(
          connection, null, ErrorCode.INVALID_JSON, "a frame must be a text frame, not binary");
    }
  }

  /** A ping has come, which is answered, and counts like any other frame. */
  public void pinged(Connection connection, ByteBuffer payload) {
    if (conversation.allows(connection, nanoTime.getAsLong())) {
      connection.wire().pong(payload);
    }
  }

  /** A pong has come. */
  public void heartbeat(Connection connection) {
    connection.heard(nanoTime.getAsLong());
  }

  /**
   * A WebSocket has ended.
   *
   * @param code the close code; 1006 if there was no close frame
   * @param byClient whether a close frame of the client was what ended it
   */
  public void closed(Connection connection, int code, boolean byClient) {
    if (open.remove(connection)) {
      traffic.closed(code);
      connection.silence();
      sessions.closed(connection, byClient);
    }
  }

  /** How many are open, those that are being closed included. */
  public int count() {
    return open.size();
  }

  /** All that are open now; those that come or go meanwhile may be missed. */
  Iterable<Connection> all() {
    return open;
  }
}
