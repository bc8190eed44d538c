package dev.holdfast.backend.defects;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.GapLength;
import dev.holdfast.backend.context.Retained;
import dev.holdfast.backend.context.RetentionLimits;
import dev.holdfast.backend.context.RetentionPolicy;
import dev.holdfast.backend.context.RetentionRule;
import dev.holdfast.backend.context.SessionReturn;
import dev.holdfast.backend.context.SpeakerRole;
import dev.holdfast.backend.context.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gives contexts up before their time, or not when it has come. */
final class DefectiveRetention implements RetentionRule {
  /** A tick is a hundredth of the limit: 3 s of 5 min. */
  private static final int TICK_SHARE = 100;

  private final RetentionPolicy honest;
  private final RetentionLimits limits;
  private final Dice dice;
  private final Injections injections;

  DefectiveRetention(
      RetentionPolicy honest, RetentionLimits limits, Dice dice, Injections injections) {
    this.honest = honest;
    this.limits = limits;
    this.dice = dice;
    this.injections = injections;
  }

  @Override
  public Retained onReturn(SessionReturn reconnection, AgentContext context) {
    Duration limit = limits.extendedAbove();
    Duration away = reconnection.away();
    boolean nearLimit = away.minus(limit).abs().compareTo(limit.dividedBy(TICK_SHARE)) <= 0;
    boolean due = limits.classOf(away) == GapLength.EXTENDED;
    if (context.isEmpty()) {
      return honest.onReturn(reconnection, context);
    }
    if (!due
        && (hits(Defect.EXPIRED_EARLY, reconnection)
            || (nearLimit && hits(Defect.EXPIRED_ONE_TICK_EARLY, reconnection)))) {
      return honest.as(GapLength.EXTENDED, context);
    }
    if (due
        && (hits(Defect.NOT_EXPIRED, reconnection)
            || (nearLimit && hits(Defect.NOT_EXPIRED_ONE_TICK_LATE, reconnection)))) {
      return new Retained(context, GapLength.EXTENDED, 1, false, null);
    }
    Retained left = honest.onReturn(reconnection, context);
    int given = context.history().size() - left.context().history().size();
    boolean thinned = !left.expired() && given > 0;
    return thinned && hits(Defect.GIVES_UP_NEWEST, reconnection)
        ? withoutNewest(left, context.history(), given)
        : left;
  }

  /** Of the user alone: an answer that is missing is given again. */
  private static Retained withoutNewest(Retained left, List<StoredMessage> history, int given) {
    List<StoredMessage> kept = new ArrayList<>(history);
    int gone = 0;
    for (int at = history.size() - 1; at >= 0 && gone < given; at--) {
      if (history.get(at).role() == SpeakerRole.USER) {
        kept.remove(at);
        gone++;
      }
    }
    AgentContext context =
        left.context()
            .withParts(
                kept,
                left.context().memory(),
                left.context().workflow(),
                left.context().toolCalls());
    return new Retained(
        context, left.gapClass(), left.preservationRate(), left.expired(), left.warning());
  }

  private boolean hits(Defect defect, SessionReturn reconnection) {
    boolean hit = dice.hits(defect, reconnection.userId(), Integer.toString(reconnection.number()));
    if (hit) {
      injections.count(defect);
    }
    return hit;
  }
}
