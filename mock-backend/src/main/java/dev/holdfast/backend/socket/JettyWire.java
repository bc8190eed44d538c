package dev.holdfast.backend.socket;

import dev.holdfast.backend.session.outbound.CloseCode;
import dev.holdfast.backend.session.outbound.Wire;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** One Jetty WebSocket session as a wire. */
record JettyWire(Session session) implements Wire {

  @Override
  public void write(String text, WriteEnded ended) {
    session.sendText(text, Callback.from(() -> ended.ended(true), failure -> ended.ended(false)));
  }

  @Override
  public void ping() {
    session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
  }

  @Override
  public void pong(ByteBuffer payload) {
    session.sendPong(payload, Callback.NOOP);
  }

  @Override
  public void close(CloseCode code, String reason) {
    session.close(code.number(), reason, Callback.NOOP);
  }

  @Override
  public void disconnect() {
    session.disconnect();
  }
}
