package dev.holdfast.user;

import dev.holdfast.dialect.Payload;
import io.gatling.http.client.WebSocket;
import io.gatling.javaapi.core.Session;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a Gatling WebSocket.
 *
 * <p>Gatling tells a virtual user neither that its idle connection was closed nor why a handshake
 * was refused, but it knows. This reads its state machine (3.15), and says nothing where that has
 * changed; {@code GatlingInternalsIT} fails then.
 */
public final class SocketState {

  /** The connection that a virtual user works on. */
  public static final String SOCKET = "socket";

  /** The connection that it had before, where it did not close it. */
  public static final String OLD_SOCKET = "old-socket";

  /** Looked up once a class and name: virtual users ask before each message. */
  private static final ClassValue<Map<String, Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Field> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private SocketState() {}

  /** Whether the socket exists and is neither crashed nor closed. */
  public static boolean isOpen(Session session, String socket) {
    Object state = state(session, socket);
    return state != null && state.getClass().getSimpleName().equals("WsIdleState");
  }

  /** Whether the session knows such a socket at all. */
  public static boolean exists(Session session, String socket) {
    return session.contains(socket);
  }

  /** Why the socket is gone, in Gatling's words; empty where it is not, or is not told. */
  public static Optional<String> failure(Session session, String socket) {
    Object state = state(session, socket);
    if (state == null) {
      return Optional.empty();
    }
    Object message = field(state, "errorMessage");
    if (message instanceof scala.Option<?> option && option.isDefined()) {
      return Optional.of(String.valueOf(option.get()));
    }
    return Optional.empty();
  }

  /**
   * Sends a frame at once, outside of what Gatling has the virtual user do: a reply that its server
   * waits for, or a keep-alive. Does nothing where the socket is gone.
   */
  public static void send(Session session, String socket, Payload frame) {
    if (field(state(session, socket), "webSocket") instanceof WebSocket open) {
      open.sendFrame(
          frame instanceof Payload.Text text
              ? new TextWebSocketFrame(text.text())
              : new BinaryWebSocketFrame(Unpooled.wrappedBuffer(((Payload.Binary) frame).bytes())));
    }
  }

  private static @Nullable Object state(Session session, String socket) {
    return session.contains(socket) ? field(session.get(socket), "currentState") : null;
  }

  private static @Nullable Object field(@Nullable Object owner, String name) {
    if (owner == null) {
      return null;
    }
    try {
      return FIELDS
          .get(owner.getClass())
          .computeIfAbsent(name, any -> accessible(owner, name))
          .get(owner);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static Field accessible(Object owner, String name) {
    try {
      Field field = owner.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("Gatling has no field " + name, e);
    }
  }
}
