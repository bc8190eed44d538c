package dev.holdfast.steps.connection;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.holdfast.user.RefusedHandshake;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The answers by which upgrades were refused.
 *
 * <p>Gatling (3.15) keeps only their status, in a sentence. It logs the whole exception, though, on
 * the event loop on which the refused user's next step runs right after: this listens there. Where
 * that has changed nothing is known of Retry-After, and {@code GatlingInternalsIT} fails.
 */
public final class RefusedHandshakes {

  private static final String TELLS = "io.gatling.http.action.ws.fsm.WsConnectingState";
  private static final String EAR = "refused-handshakes";
  private static final ThreadLocal<RefusedHandshake> LAST = new ThreadLocal<>();

  private RefusedHandshakes() {}

  /** Listens from now on; a second time changes nothing. Call it before the first handshake. */
  public static synchronized void listen() {
    if (LoggerFactory.getLogger(TELLS) instanceof Logger logger
        && logger.getAppender(EAR) == null) {
      Ear ear = new Ear();
      ear.setName(EAR);
      ear.setContext(logger.getLoggerContext());
      ear.start();
      logger.addAppender(ear);
      logger.setAdditive(false);
      logger.setLevel(Level.DEBUG);
    }
  }

  /**
   * The refusal by which a handshake just failed, once.
   *
   * @param failure how Gatling puts it: what this event loop heard last is that of another user
   *     where this one failed by something else
   */
  public static Optional<RefusedHandshake> take(String failure) {
    RefusedHandshake last = LAST.get();
    if (last == null || !failure.contains(String.valueOf(last.status()))) {
      return Optional.empty();
    }
    LAST.remove();
    return Optional.of(last);
  }

  private static RefusedHandshake read(HttpResponse response) {
    return RefusedHandshake.of(
        response.status().code(),
        Optional.ofNullable(response.headers().get(HttpHeaderNames.RETRY_AFTER)),
        Instant.now());
  }

  private static final class Ear extends UnsynchronizedAppenderBase<ILoggingEvent> {

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getThrowableProxy() instanceof ThrowableProxy proxy
          && proxy.getThrowable() instanceof WebSocketClientHandshakeException refused
          && refused.response() != null) {
        LAST.set(read(refused.response()));
      }
    }
  }
}
