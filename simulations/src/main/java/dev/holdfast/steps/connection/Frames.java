package dev.holdfast.steps.connection;

import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.ws;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.PayloadKind;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.http.action.ws.WsInboundMessage;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.Ws;
import io.gatling.javaapi.http.WsFrameCheck;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How frames leave a virtual user, and how every frame of the server reaches it, exactly once and
 * in order.
 *
 * <p>While a check waits, Gatling offers it each frame of its kind, with the session: the check's
 * own condition takes the frame in. Between checks, and where it is of the other kind, Gatling
 * buffers it until the next send: {@link #drain} takes it in before. Nothing can arrive between the
 * two, for both run in one task of the virtual user's event loop.
 */
public final class Frames {

  private static final String NOTHING = "{}";

  private final PayloadKind spoken;
  private final PayloadKind heard;

  private Frames(Dialect dialect) {
    this.spoken = dialect.speaks();
    this.heard = dialect.hears();
  }

  /** Frames as the dialect of that run has them. */
  public static Frames of(RunContext runContext) {
    return new Frames(runContext.dialect());
  }

  /** Sends a frame, and waits for nothing. */
  public ActionBuilder send(String name, Function<VirtualUser, Payload> frame) {
    return send(name, (user, session) -> frame.apply(user));
  }

  /** The same where the session says what it is about. */
  public ActionBuilder send(String name, BiFunction<VirtualUser, Session, Payload> frame) {
    Ws to = ws(name, SocketState.SOCKET);
    return spoken == PayloadKind.TEXT
        ? to.sendText(session -> text(frame.apply(VirtualUser.of(session), session)))
        : to.sendBytes(session -> bytes(frame.apply(VirtualUser.of(session), session)));
  }

  /** Sends a frame, and waits for what must come. */
  public ActionBuilder ask(
      String name,
      Function<VirtualUser, Payload> frame,
      Duration patience,
      WsFrameCheck... awaited) {
    return ask(name, SocketState.SOCKET, frame, patience, awaited);
  }

  /** The same on another connection. */
  public ActionBuilder ask(
      String name,
      String socket,
      Function<VirtualUser, Payload> frame,
      Duration patience,
      WsFrameCheck... awaited) {
    Ws to = ws(name, socket);
    return spoken == PayloadKind.TEXT
        ? to.sendText(session -> text(frame.apply(VirtualUser.of(session))))
            .await(patience)
            .on(awaited)
        : to.sendBytes(session -> bytes(frame.apply(VirtualUser.of(session))))
            .await(patience)
            .on(awaited);
  }

  /** A frame that says nothing to any server. */
  Payload anything() {
    return spoken == PayloadKind.TEXT ? Payload.of(NOTHING) : Payload.of(NOTHING.getBytes(UTF_8));
  }

  /** Waits until what the virtual user awaits has arrived, and that is enough for it. */
  public WsFrameCheck arrival(String name, Predicate<VirtualUser> enough) {
    return matching(
        name,
        (frame, session) -> {
          VirtualUser user = VirtualUser.of(session);
          return user.receive(frame, session) || enough.test(user);
        });
  }

  /** Waits until what the virtual user awaits has arrived. */
  public WsFrameCheck arrival(String name) {
    return matching(name, Frames::completes);
  }

  /** The same, and Gatling's statistics know nothing of it. */
  public WsFrameCheck silentArrival(String name) {
    return heard == PayloadKind.TEXT
        ? ws.checkTextMessage(name).matching(ofText(Frames::completes)).silent()
        : ws.checkBinaryMessage(name).matching(ofBytes(Frames::completes)).silent();
  }

  /** The same, and fails where the completed return is judged broken. */
  public WsFrameCheck judgement(String name) {
    return heard == PayloadKind.TEXT
        ? ws.checkTextMessage(name)
            .matching(ofText(Frames::completes))
            .check(ofText(Frames::isKept))
        : ws.checkBinaryMessage(name)
            .matching(ofBytes(Frames::completes))
            .check(ofBytes(Frames::isKept));
  }

  /** Waits for any frame on a connection on which none may come. */
  public WsFrameCheck signOfLife(String name) {
    return matching(name, Frames::isFromTheDead);
  }

  /** Waits for any frame, whoever sends it. */
  public WsFrameCheck any(String name) {
    return heard == PayloadKind.TEXT ? ws.checkTextMessage(name) : ws.checkBinaryMessage(name);
  }

  /** Takes in what arrived since the last check, where the connection still stands. */
  public static ChainBuilder drainIfOpen() {
    return doIf((Session session) -> SocketState.isOpen(session, SocketState.SOCKET)).then(drain());
  }

  /** Takes in what arrived since the last check. */
  public static ChainBuilder drain() {
    return exec(
        ws.processUnmatchedMessages(
            SocketState.SOCKET,
            (messages, session) -> {
              VirtualUser user = VirtualUser.of(session);
              for (WsInboundMessage message : messages) {
                user.receive(payload(message), session);
              }
              return session;
            }));
  }

  private static boolean completes(Payload frame, Session session) {
    return VirtualUser.of(session).receive(frame, session);
  }

  private static boolean isKept(Payload frame, Session session) {
    return VirtualUser.of(session).judge();
  }

  private static boolean isFromTheDead(Payload frame, Session session) {
    return VirtualUser.of(session).receiveOnOld(frame);
  }

  private static Payload payload(WsInboundMessage message) {
    return message instanceof WsInboundMessage.Text text
        ? Payload.of(text.message())
        : Payload.of(((WsInboundMessage.Binary) message).message());
  }

  private WsFrameCheck matching(String name, BiPredicate<Payload, Session> condition) {
    return heard == PayloadKind.TEXT
        ? ws.checkTextMessage(name).matching(ofText(condition))
        : ws.checkBinaryMessage(name).matching(ofBytes(condition));
  }

  private static CheckBuilder ofText(BiPredicate<Payload, Session> condition) {
    return bodyString()
        .transformWithSession((text, session) -> condition.test(Payload.of(text), session))
        .is(true);
  }

  private static CheckBuilder ofBytes(BiPredicate<Payload, Session> condition) {
    return bodyBytes()
        .transformWithSession((bytes, session) -> condition.test(Payload.of(bytes), session))
        .is(true);
  }

  private static String text(Payload frame) {
    if (frame instanceof Payload.Text text) {
      return text.text();
    }
    throw new IllegalStateException("a dialect that speaks text made a binary frame");
  }

  private static byte[] bytes(Payload frame) {
    if (frame instanceof Payload.Binary binary) {
      return binary.bytes();
    }
    throw new IllegalStateException("a dialect that speaks binary made a text frame");
  }
}
