package dev.holdfast.backend.socket;

import dev.holdfast.backend.protocol.FrameLimits;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.core.WebSocketExtensionRegistry;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** Makes the handler of {@code /ws}, with buffers small enough for many idle connections. */
public final class SocketHandler {
  private static final int BUFFER_BYTES = 1024;

  private SocketHandler() {}

  /**
   * The handler, with another behind it for all other paths.
   *
   * @param server not started yet
   */
  public static Handler of(Server server, Upgrade upgrade, FrameLimits limits, Handler next) {
    // Compression costs 60 KB a connection here, and clients that test latency always offer it; the
    // others of Jetty's are for its own tests.
    WebSocketExtensionRegistry extensions =
        WebSocketServerComponents.ensureWebSocketComponents(server).getExtensionRegistry();
    Set.copyOf(extensions.getAvailableExtensionNames()).forEach(extensions::unregister);
    WebSocketUpgradeHandler handler =
        WebSocketUpgradeHandler.from(
            server,
            container -> {
              container.setIdleTimeout(Duration.ZERO);
              container.setInputBufferSize(BUFFER_BYTES);
              container.setOutputBufferSize(BUFFER_BYTES);
              container.setMaxTextMessageSize(limits.hardBytes());
              container.setMaxBinaryMessageSize(limits.hardBytes());
              // A message may come in one frame; the limit of messages is the one that counts.
              container.setMaxFrameSize(limits.hardBytes());
              container.addMapping("/ws", upgrade);
            });
    handler.setHandler(next);
    return handler;
  }
}
