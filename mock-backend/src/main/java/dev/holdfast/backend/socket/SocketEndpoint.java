package dev.holdfast.backend.socket;

import dev.holdfast.backend.auth.ClientPlace;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.session.Connection;
import dev.holdfast.backend.session.Connections;
import java.nio.ByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** Hears one Jetty WebSocket and tells its connection. Jetty calls it by one thread at a time. */
public final class SocketEndpoint implements Session.Listener.AutoDemanding {
  private static final int ABNORMAL = 1006;

  private final Connections connections;
  private final SessionClaims claims;
  private final ClientPlace place;
  private volatile @Nullable Connection connection;

  SocketEndpoint(Connections connections, SessionClaims claims, ClientPlace place) {
    this.connections = connections;
    this.claims = claims;
    this.place = place;
  }

  @Override
  public void onWebSocketOpen(Session session) {
    connection = connections.opened(claims, place, new JettyWire(session));
  }

  @Override
  public void onWebSocketText(String message) {
    Connection current = connection;
    if (current != null) {
      connections.heard(current, message);
    }
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    Connection current = connection;
    if (current != null) {
      connections.heardBinary(current);
    }
    callback.succeed();
  }

  /** Who listens to pings must answer them: Jetty no longer does it by itself. */
  @Override
  public void onWebSocketPing(ByteBuffer payload) {
    Connection current = connection;
    if (current != null) {
      // Jetty takes its buffer back when this method ends.
      connections.pinged(current, BufferUtil.copy(payload));
    }
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    Connection current = connection;
    if (current != null) {
      connections.heartbeat(current);
    }
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    // The close that follows tells all that matters: Jetty always calls it.
  }

  @Override
  public void onWebSocketClose(int statusCode, String reason, Callback callback) {
    Connection current = connection;
    if (current != null) {
      connections.closed(current, statusCode, statusCode != ABNORMAL);
    }
    callback.succeed();
  }
}
