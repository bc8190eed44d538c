package dev.holdfast.backend.defects;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.SessionReturn;
import dev.holdfast.backend.mailbox.Notification;
import dev.holdfast.backend.protocol.Answers;
import dev.holdfast.backend.protocol.ServerFrame;
import dev.holdfast.backend.session.ConnectionBehaviour;
import dev.holdfast.backend.session.HandshakeLimiter;
import dev.holdfast.backend.session.ServerBehaviour;
import dev.holdfast.backend.session.outbound.FrameSink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows history and context late while there is more load than the limits allow. */
public final class LimitedBehaviour implements ServerBehaviour {
  /** Returns at exactly the rate, each a little early or late, are within it. */
  private static final int LEAST_AT_ONCE = 2;

  private final ServerBehaviour honest;
  private final LoadLimits limits;
  private final IntSupplier open;
  private final ScheduledExecutorService scheduler;
  private final HandshakeLimiter within;

  private LimitedBehaviour(
      ServerBehaviour honest,
      LoadLimits limits,
      IntSupplier open,
      ScheduledExecutorService scheduler,
      LongSupplier nanoTime) {
    this.honest = honest;
    this.limits = limits;
    this.open = open;
    this.scheduler = scheduler;
    this.within = new HandshakeLimiter(limits.reconnections(), LEAST_AT_ONCE, nanoTime);
  }

  /**
   * A behaviour that is slow beyond limits, and else the given one.
   *
   * @param open how many connections there are
   * @param scheduler sends what is slow
   * @param nanoTime the monotonic clock
   */
  public static ServerBehaviour of(
      ServerBehaviour honest,
      LoadLimits limits,
      IntSupplier open,
      ScheduledExecutorService scheduler,
      LongSupplier nanoTime) {
    return limits.isEmpty()
        ? honest
        : new LimitedBehaviour(honest, limits, open, scheduler, nanoTime);
  }

  @Override
  public ConnectionBehaviour towards(
      String sessionId, String userId, Optional<SessionReturn> reconnection, AgentContext context) {
    ConnectionBehaviour towards = honest.towards(sessionId, userId, reconnection, context);
    boolean tooFast = reconnection.isPresent() && !within.admits();
    return new Slow(towards, tooFast);
  }

  private boolean crowded() {
    return limits.sessions() > 0 && open.getAsInt() > limits.sessions();
  }

  /** A connection that is shown its context late, always or while there are too many. */
  private final class Slow implements ConnectionBehaviour {
    private final ConnectionBehaviour inner;
    private final boolean always;

    Slow(ConnectionBehaviour inner, boolean always) {
      this.inner = inner;
      this.always = always;
    }

    @Override
    public boolean recognises() {
      return inner.recognises();
    }

    @Override
    public boolean endsOldConnection() {
      return inner.endsOldConnection();
    }

    @Override
    public boolean finishes(String turn) {
      return inner.finishes(turn);
    }

    @Override
    public int resumesAt(String turn, int next) {
      return inner.resumesAt(turn, next);
    }

    @Override
    public boolean countsTwice() {
      return inner.countsTwice();
    }

    @Override
    public AgentContext shown(AgentContext actual) {
      return inner.shown(actual);
    }

    @Override
    public List<Notification> brought(List<Notification> due) {
      return inner.brought(due);
    }

    @Override
    public boolean settles(String messageId) {
      return inner.settles(messageId);
    }

    @Override
    public void send(@Nullable String id, ServerFrame frame, FrameSink client) {
      boolean restores =
          frame instanceof Answers.ConversationHistory
              || frame instanceof Answers.AgentContextShown
              || frame instanceof Answers.ContextCheckResult;
      if (restores && (always || crowded())) {
        ScheduledFuture<?> unused =
            scheduler.schedule(
                () -> inner.send(id, frame, client),
                limits.delay().toNanos(),
                TimeUnit.NANOSECONDS);
      } else {
        inner.send(id, frame, client);
      }
    }
  }
}
