package dev.holdfast.backend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.exception.ProtocolException;
import org.jspecify.annotations.Nullable;

/** Accepts connections, and follows the lengths of their frames once they are WebSockets. */
final class FrameCheckingConnector extends ServerConnector {

  /** One with one selector. */
  FrameCheckingConnector(Server server, ConnectionFactory http) {
    super(server, 1, 1, http);
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    EndPoint endPoint = new EndPoint(channel, selector, key, getScheduler());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  /** One connection. */
  private static final class EndPoint extends SocketChannelEndPoint {
    private @Nullable FrameLengths lengths;

    EndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
      super(channel, selector, key, scheduler);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
      int filled = super.fill(buffer);
      if (lengths != null && filled > 0) {
        int end = buffer.limit();
        lengths.read(buffer.slice(end - filled, filled));
      }
      return filled;
    }

    /** As Jetty does it, but what came together with the request is followed as well. */
    @Override
    public void upgrade(Connection next) {
      if (!(next instanceof WebSocketConnection webSocket)) {
        super.upgrade(next);
        return;
      }
      Connection previous = getConnection();
      ByteBuffer already =
          previous instanceof Connection.UpgradeFrom from ? from.onUpgradeFrom() : null;
      FrameLengths followed = new FrameLengths();
      if (already != null && !isSound(followed, already)) {
        close();
        return;
      }
      lengths = followed;
      previous.onClose(null);
      setConnection(webSocket);
      if (already != null && already.hasRemaining()) {
        webSocket.onUpgradeTo(already);
      }
      webSocket.onOpen();
    }

    private static boolean isSound(FrameLengths followed, ByteBuffer bytes) {
      try {
        followed.read(bytes);
        return true;
      } catch (ProtocolException e) {
        return false;
      }
    }
  }
}
