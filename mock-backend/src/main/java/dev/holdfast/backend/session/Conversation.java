package dev.holdfast.backend.session;

import dev.holdfast.backend.agent.Receipt;
import dev.holdfast.backend.agent.ScriptedAgent;
import dev.holdfast.backend.auth.tokens.SessionClaims;
import dev.holdfast.backend.auth.tokens.TokenVerifier;
import dev.holdfast.backend.auth.tokens.Verification;
import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.ContextStore;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.protocol.Answers;
import dev.holdfast.backend.protocol.ClientFrame;
import dev.holdfast.backend.protocol.ErrorCode;
import dev.holdfast.backend.protocol.FrameDecoder;
import dev.holdfast.backend.protocol.FrameException;
import dev.holdfast.backend.session.outbound.CloseCode;
import dev.holdfast.backend.session.outbound.Traffic;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers what clients say, each frame in its turn. */
public final class Conversation {
  private final ContextStore store;
  private final ScriptedAgent agent;
  private final Resumption resumption;
  private final Postman postman;
  private final TokenVerifier verifier;
  private final FrameDecoder decoder;
  private final Traffic traffic;
  private final LongSupplier nanoTime;
  private final AtomicInteger inHand = new AtomicInteger();

  /**
   * Answers from a store and with an agent.
   *
   * @param postman told of what has arrived
   * @param verifier checks the tokens of {@code token_refresh}
   * @param nanoTime the monotonic clock
   */
  public Conversation(
      ContextStore store,
      ScriptedAgent agent,
      Postman postman,
      TokenVerifier verifier,
      FrameDecoder decoder,
      Traffic traffic,
      LongSupplier nanoTime) {
    this.store = store;
    this.agent = agent;
    this.resumption = new Resumption(agent, traffic);
    this.postman = postman;
    this.verifier = verifier;
    this.decoder = decoder;
    this.traffic = traffic;
    this.nanoTime = nanoTime;
  }

  /** Takes one text frame of a connection. */
  void hear(Connection connection, String text) {
    inHand.incrementAndGet();
    try {
      rule(connection, text);
    } finally {
      inHand.decrementAndGet();
    }
  }

  /** Whether a frame is being answered, or a turn is in progress. */
  boolean busy() {
    // In this order: what is no longer in hand has begun its turn.
    return inHand.get() > 0 || agent.sessionsInTurn() > 0;
  }

  private void rule(Connection connection, String text) {
    long arrived = nanoTime.getAsLong();
    if (allows(connection, arrived)) {
      accept(connection, text);
    }
    traffic.answered(nanoTime.getAsLong() - arrived);
  }

  /**
   * Takes note of a frame of whatever kind, and rules on it: one too many is refused here, and long
   * abuse ends the connection.
   *
   * @param arrived on the monotonic clock
   */
  boolean allows(Connection connection, long arrived) {
    connection.heard(arrived);
    return switch (connection.rule(arrived)) {
      case ABUSE -> {
        traffic.received(ErrorCode.RATE_LIMITED.id());
        connection.cut(CloseCode.TOO_MANY, "too many frames for too long");
        yield false;
      }
      case REFUSED -> {
        refuse(connection, null, ErrorCode.RATE_LIMITED, "too many frames; slow down");
        yield false;
      }
      case ACCEPTED -> true;
    };
  }

  /** Refuses a frame; the connection stays. */
  void refuse(Connection connection, @Nullable String id, ErrorCode code, String message) {
    traffic.received(code.id());
    error(connection, id, code, message);
  }

  private static void error(
      Connection connection, @Nullable String id, ErrorCode code, String message) {
    connection.send(id, new Answers.Refusal(code, message));
  }

  private void accept(Connection connection, String text) {
    try {
      ClientFrame frame = decoder.decode(text);
      traffic.received(frame.type());
      answer(connection, frame);
    } catch (FrameException e) {
      refuse(connection, e.frameId(), e.code(), e.text());
    }
  }

  private void answer(Connection connection, ClientFrame frame) {
    String id = frame.id();
    if (frame instanceof ClientFrame.UserMessage message) {
      receive(connection, message);
    } else if (frame instanceof ClientFrame.GetConversationHistory get) {
      connection.send(id, new Answers.ConversationHistory(shown(connection), get.afterSeq()));
    } else if (frame instanceof ClientFrame.GetAgentContext) {
      connection.send(id, new Answers.AgentContextShown(shown(connection)));
    } else if (frame instanceof ClientFrame.ContextCheck) {
      connection.send(
          id,
          new Answers.ContextCheckResult(shown(connection), connection.behaviour().recognises()));
    } else if (frame instanceof ClientFrame.ResumeTurn resume) {
      if (!resumption.answer(connection, resume, () -> shown(connection))) {
        error(connection, id, ErrorCode.NOT_FOUND, "the session has no such turn");
      }
    } else if (frame instanceof ClientFrame.TokenRefresh refresh) {
      refresh(connection, refresh);
    } else if (frame instanceof ClientFrame.NotificationAck ack) {
      postman.acknowledged(connection, ack.messageId());
    } else {
      connection.send(id, new Answers.Pong());
    }
  }

  private void receive(Connection connection, ClientFrame.UserMessage message) {
    String sessionId = connection.claims().sessionId();
    int incarnation = connection.incarnation();
    Receipt receipt =
        agent.receive(
            sessionId,
            incarnation,
            message.messageId(),
            message.content(),
            connection.behaviour().written(message.messageId(), message.memory()),
            message.reply());
    if (receipt instanceof Receipt.Committed committed) {
      ack(connection, message, committed.message(), committed.context());
      if (message.reply()) {
        agent.answer(
            sessionId,
            incarnation,
            committed.message(),
            new TurnRelay(connection, message.id(), traffic));
      }
    } else if (receipt instanceof Receipt.Repeated repeated) {
      ack(connection, message, repeated.message(), repeated.context());
    } else if (receipt instanceof Receipt.TooMuch) {
      error(
          connection,
          message.id(),
          ErrorCode.CONTEXT_FULL,
          "the session's context has no room for this message");
    } else if (receipt instanceof Receipt.OtherText) {
      error(
          connection,
          message.id(),
          ErrorCode.CONFLICT,
          "message_id belongs to a message with another content");
    } else {
      error(
          connection,
          message.id(),
          ErrorCode.CONFLICT,
          "the context has passed; connect again and read it");
    }
  }

  private static void ack(
      Connection connection,
      ClientFrame.UserMessage message,
      StoredMessage stored,
      AgentContext context) {
    connection.send(
        message.id(), new Answers.MessageAck(message.messageId(), stored.seq(), context.version()));
  }

  private void refresh(Connection connection, ClientFrame.TokenRefresh refresh) {
    SessionClaims old = connection.claims();
    if (verifier.verify(refresh.token()) instanceof Verification.Valid valid
        && valid.claims().sessionId().equals(old.sessionId())
        && valid.claims().userId().equals(old.userId())) {
      connection.accept(valid.claims());
      connection.send(refresh.id(), new Answers.TokenRefreshed(valid.claims().expiresAt()));
    } else {
      error(
          connection,
          refresh.id(),
          ErrorCode.UNAUTHORIZED,
          "the token is not valid for this session");
    }
  }

  private AgentContext shown(Connection connection) {
    SessionClaims claims = connection.claims();
    AgentContext actual =
        store
            .load(claims.sessionId())
            .orElseThrow(() -> new IllegalStateException("a connected session has a context"));
    return connection.behaviour().shown(actual);
  }
}
