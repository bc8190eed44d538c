package dev.holdfast.plan.soak;

import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a soak does beyond its load, and what it promises.
 *
 * @param warmUp after the ramp, until figures count; not negative
 * @param cycles returns of one session before its user begins another; at least 6
 * @param mix what users do
 * @param events what befalls all users at once, in order of time
 * @param command what is run where the events have a command
 * @param day how many of the users are there when
 * @param fullShare share of the returns after which history and context are fetched in full, and of
 *     the sessions whose evidence is kept; the others ask for the cheap check; above 0, at most 1
 * @param window length of the windows none of which may be bad; above 0
 * @param windowP99 longest 99th percentile of the whole restore in any of them
 * @param collectEvery how often injector and mock backend collect garbage, so that their live heap
 *     is known; 0: never
 * @param stopWhenBroken whether a hopeless run ends early
 * @param live the live page and metrics
 * @param webhook who is told of a change of verdict
 * @param drift how much drift matters
 */
public record SoakPlan(
    Duration warmUp,
    int cycles,
    BehaviourMix mix,
    List<SoakEvent> events,
    CommandPlan command,
    DayShape day,
    double fullShare,
    Duration window,
    Duration windowP99,
    Duration collectEvery,
    boolean stopWhenBroken,
    LivePlan live,
    NotifyPlan webhook,
    DriftPlan drift) {

  private static final int CYCLES_FOR_A_TREND = 6;

  /**
   * Refuses sessions that are too short to show a growth a cycle, a command that is not told, and
   * one that is to end something and never runs.
   */
  public SoakPlan {
    events = List.copyOf(events);
    if (cycles < CYCLES_FOR_A_TREND) {
      throw ConfigurationException.refused(
          "holdfast.soak.cycles", "at least " + CYCLES_FOR_A_TREND + ", for a trend", cycles);
    }
    boolean commanded = events.stream().anyMatch(event -> event.kind() == SoakEvent.Kind.COMMAND);
    if (command.line().isEmpty() && commanded) {
      throw ConfigurationException.refused(
          "holdfast.soak.command", "given when holdfast.soak.events has a command", "nothing");
    }
    if (command.ends() != Outage.NONE && !commanded) {
      throw ConfigurationException.refused(
          "holdfast.soak.command-ends",
          "nothing where holdfast.soak.events has no command; add one to the events, such as"
              + " command@5m, or leave this out",
          command.ends().name().toLowerCase(Locale.ROOT));
    }
  }

  /** The same with another mix. */
  public SoakPlan of(BehaviourMix other) {
    return new SoakPlan(
        warmUp,
        cycles,
        other,
        events,
        command,
        day,
        fullShare,
        window,
        windowP99,
        collectEvery,
        stopWhenBroken,
        live,
        webhook,
        drift);
  }

  /** Whether the backend is ended and started again in mid-run. */
  public boolean restartsBackend() {
    return events.stream().anyMatch(event -> event.kind().restartsBackend());
  }

  /** Whether all connections are dropped at once at some time. */
  public boolean dropsAll() {
    return events.stream().anyMatch(event -> event.kind() == SoakEvent.Kind.DROP);
  }

  public static SoakPlan of(Values values) {
    String stopWhen = values.text("holdfast.stop-when").strip();
    if (!stopWhen.isEmpty() && !stopWhen.equals("broken")) {
      throw ConfigurationException.refused("holdfast.stop-when", "empty or broken", stopWhen);
    }
    return new SoakPlan(
        values.notNegative("holdfast.soak.warm-up"),
        values.atLeastOne("holdfast.soak.cycles"),
        BehaviourMix.parse(values.list("holdfast.soak.mix")),
        SoakEvent.parse(values.list("holdfast.soak.events"), values.positive("holdfast.duration")),
        CommandPlan.of(values),
        DayShape.parse(
            values.list("holdfast.soak.day"), values.positive("holdfast.soak.day-length")),
        values.positiveShare("holdfast.soak.full-share"),
        values.positive("holdfast.soak.window"),
        values.positive("holdfast.soak.window-p99"),
        values.notNegative("holdfast.soak.collect-every"),
        !stopWhen.isEmpty(),
        LivePlan.of(values),
        NotifyPlan.of(values),
        DriftPlan.of(values));
  }
}
