package dev.holdfast.backend.context;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The honest retention: brief keeps all, medium its share, extended nothing. */
public final class RetentionPolicy implements RetentionRule {
  private final RetentionLimits limits;
  private final InstantSource clock;

  /**
   * A policy.
   *
   * @param limits already scaled
   * @param clock stamps contexts that begin anew
   */
  public RetentionPolicy(RetentionLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public Retained onReturn(SessionReturn reconnection, AgentContext context) {
    return as(limits.classOf(reconnection.away()), context);
  }

  /** What is left if the gap counts as one of this class, whatever it was. */
  public Retained as(GapLength gapClass, AgentContext context) {
    return switch (gapClass) {
      case BRIEF -> new Retained(context, gapClass, 1, false, null);
      case MEDIUM -> thinned(context);
      case EXTENDED -> begunAnew(context);
    };
  }

  private Retained begunAnew(AgentContext context) {
    AgentContext clean =
        AgentContext.clean(
            context.sessionId(),
            context.userId(),
            context.revision().incarnation() + 1,
            clock.instant());
    return new Retained(
        clean,
        GapLength.EXTENDED,
        0,
        true,
        "The session was away for too long: its context has expired and begins anew.");
  }

  private Retained thinned(AgentContext context) {
    int items = context.items();
    int allowed = (int) Math.floor(items * (1 - limits.mediumShare()) + 1e-9);
    List<StoredMessage> history = context.history();
    int given = Math.min(allowed, history.size());
    if (given == 0) {
      return new Retained(
          context, GapLength.MEDIUM, 1, false, "The session was away for long; nothing was lost.");
    }
    Instant now = clock.instant();
    AgentContext left =
        context
            .withParts(
                history.subList(given, history.size()),
                context.memory(),
                context.workflow(),
                context.toolCalls())
            .raised(now);
    String warning =
        "The session was away for long; given up: the oldest " + given + " of " + items + " items.";
    return new Retained(left, GapLength.MEDIUM, 1 - (double) given / items, false, warning);
  }
}
