package dev.holdfast.backend.defects;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.GapLength;
import dev.holdfast.backend.context.RetentionLimits;
import dev.holdfast.backend.context.SessionReturn;
import dev.holdfast.backend.defects.harms.Harm;
import dev.holdfast.backend.defects.harms.Past;
import dev.holdfast.backend.defects.harms.Victim;
import dev.holdfast.backend.session.ConnectionBehaviour;
import dev.holdfast.backend.session.ServerBehaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;

/** Chooses for each connection what is to go wrong with it. */
final class DefectiveBehaviour implements ServerBehaviour {
  private static final Duration AFTER_BRIEF_DEADLINE = Duration.ofMillis(700);
  private static final Duration AFTER_MEDIUM_DEADLINE = Duration.ofMillis(2200);
  private static final double CREEP_MILLIS = 100;
  private static final double CREEP_FACTOR = 1.03;
  private static final Duration SLOW = Duration.ofMillis(300);
  private static final Duration RACE = Duration.ofSeconds(1);
  private static final int LEAKED_SHARE = 100;

  private final DefectPlan plan;
  private final Dice dice;
  private final Past past;
  private final Injections injections;
  private final RetentionLimits limits;
  private final ScheduledExecutorService scheduler;

  /** When the last connection of each session began. */
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();

  /** What is never freed. */
  private final Queue<byte[]> leaked = new ConcurrentLinkedQueue<>();

  /** What is never closed. */
  private final Queue<Channel> leftOpen = new ConcurrentLinkedQueue<>();

  DefectiveBehaviour(
      DefectPlan plan,
      Dice dice,
      Past past,
      Injections injections,
      RetentionLimits limits,
      ScheduledExecutorService scheduler) {
    this.plan = plan;
    this.dice = dice;
    this.past = past;
    this.injections = injections;
    this.limits = limits;
    this.scheduler = scheduler;
  }

  @Override
  public ConnectionBehaviour towards(
      String sessionId, String userId, Optional<SessionReturn> reconnection, AgentContext context) {
    Set<Defect> hit = EnumSet.noneOf(Defect.class);
    List<UnaryOperator<AgentContext>> lenses = new ArrayList<>();
    reconnection.ifPresent(
        returned -> {
          for (Defect defect : plan.rates().keySet()) {
            if (defect.trigger() == Trigger.RECONNECTION && hits(defect, returned)) {
              seed(defect, returned, context, hit, lenses);
            }
          }
        });
    // After the harm, which looks at the arrival before.
    past.arrived(context);
    arrivals.put(sessionId, dice.nanos());
    hit.forEach(injections::count);
    return new SeededConnection(
        userId,
        hit,
        List.copyOf(lenses),
        reconnection.map(returned -> delay(hit, returned)).orElse(Duration.ZERO),
        new Outgoing(dice, injections, scheduler),
        new ResumedStreams(userId, dice, injections),
        new DefectiveWrites(userId, dice, injections));
  }

  private void seed(
      Defect defect,
      SessionReturn returned,
      AgentContext context,
      Set<Defect> hit,
      List<UnaryOperator<AgentContext>> lenses) {
    Optional<Harm> harm = Harms.of(defect);
    if (harm.isPresent()) {
      Victim victim =
          new Victim(
              context,
              returned,
              past,
              bound -> dice.pick(defect, returned.userId(), occasion(returned), bound));
      harm.get()
          .on(victim)
          .ifPresent(
              lens -> {
                lenses.add(lens);
                hit.add(defect);
              });
    } else if (defect == Defect.CONTEXT_LEAK) {
      leaked.add(new byte[(int) Math.max(1, context.estimatedBytes() / LEAKED_SHARE)]);
      hit.add(defect);
    } else if (defect == Defect.DESCRIPTOR_LEAK) {
      leaveOpen();
      hit.add(defect);
    } else if (applies(defect, returned, context)) {
      hit.add(defect);
    }
  }

  private void leaveOpen() {
    try {
      leftOpen.add(DatagramChannel.open());
    } catch (IOException e) {
      throw new UncheckedIOException("there is no descriptor left to leak", e);
    }
  }

  private boolean applies(Defect defect, SessionReturn returned, AgentContext context) {
    return switch (defect) {
      case LYING_CHECK, WRONG_RATE -> !context.history().isEmpty();
      case UNNOTICED_MOVE -> returned.placeChanged();
      case INVENTED_MOVE -> !returned.placeChanged();
      case UNEXPLAINED_TAKEOVER -> returned.takesOver();
      case RACE_SERVES_BOTH -> returned.takesOver() && raced(returned.sessionId());
      case SPLIT_SESSION -> returned.takesOver();
      case LATE_RESTORE -> limits.classOf(returned.away()) != GapLength.EXTENDED;
      default -> true;
    };
  }

  private boolean raced(String sessionId) {
    Long last = arrivals.get(sessionId);
    return last != null && dice.nanos() - last < RACE.toNanos();
  }

  private boolean hits(Defect defect, SessionReturn returned) {
    return dice.hits(defect, returned.userId(), occasion(returned));
  }

  private static String occasion(SessionReturn returned) {
    return Integer.toString(returned.number());
  }

  private Duration delay(Set<Defect> hit, SessionReturn returned) {
    Duration delay = Duration.ZERO;
    if (hit.contains(Defect.LATE_RESTORE)) {
      delay =
          limits.classOf(returned.away()) == GapLength.BRIEF
              ? AFTER_BRIEF_DEADLINE
              : AFTER_MEDIUM_DEADLINE;
    }
    if (hit.contains(Defect.LATENCY_CREEP)) {
      double millis = CREEP_MILLIS * Math.pow(CREEP_FACTOR, returned.number());
      delay = delay.plusNanos(Math.round(millis * 1e6));
    }
    return hit.contains(Defect.SLOW_RESTORE) ? delay.plus(SLOW) : delay;
  }
}
