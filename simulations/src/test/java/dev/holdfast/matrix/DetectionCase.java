package dev.holdfast.matrix;

import dev.holdfast.backend.defects.Defect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One defect, the load that can show it, and what the gate must say of it.
 *
 * @param simulation that can show it
 * @param defect seeded into the mock backend
 * @param expected the anomaly, or for a defect that no single reconnection shows the objective,
 *     that must be named
 * @param consequences anomalies that this defect may honestly cause as well
 * @param scenarios in which it can do its harm
 * @param rate share of what it hits
 * @param settings further ones of the gate
 */
record DetectionCase(
    String simulation,
    Defect defect,
    String expected,
    Set<String> consequences,
    String scenarios,
    double rate,
    List<String> settings) {

  private static final String GATE = "ReleaseGateSimulation";
  private static final String RESILIENCE = "ResilienceSimulation";
  private static final double SMALL_RATE = 0.02;

  /** Keeps gaps brief on a machine that is slow while its processes start. */
  private static final String UNHURRIED = "holdfast.time-scale=0.05";

  private static final Set<String> OF_A_CHANGED_PAST =
      Set.of(
          "lost-message",
          "lost-memory",
          "lost-tool-call",
          "lost-workflow-step",
          "reordered-message",
          "stale-context");

  private static final Set<String> ALL_PARTS =
      Set.of("lost-memory", "lost-workflow-step", "lost-tool-call");

  /** Shown by a soak only: see SoakMatrixIT. */
  private static final Set<Defect> ONLY_OVER_TIME =
      Set.of(Defect.DESCRIPTOR_LEAK, Defect.SLOW_RESTORE);

  /** Whether an objective must be missed, rather than an anomaly be named. */
  boolean isTrend() {
    return defect.anomaly().isEmpty();
  }

  /** All settings but the defect. */
  List<String> load() {
    List<String> all = new ArrayList<>(settings);
    all.add(
        (simulation.equals(GATE) ? "holdfast.scenarios=" : "holdfast.resilience.scenarios=")
            + scenarios);
    return List.copyOf(all);
  }

  /** The case of every defect in the catalogue that a gate can show. */
  static List<DetectionCase> all() {
    return Arrays.stream(Defect.values())
        .filter(defect -> !ONLY_OVER_TIME.contains(defect))
        .map(DetectionCase::of)
        .toList();
  }

  /** Those that only many reconnections show: a sound backend might seem to have them. */
  static List<DetectionCase> trends() {
    return all().stream().filter(each -> each.isTrend() && each.simulation.equals(GATE)).toList();
  }

  static DetectionCase of(Defect defect) {
    return switch (defect) {
      // Its answer stays: one to a question that is gone, or that was never acknowledged.
      case LOST_MID_TURN_MESSAGE ->
          with(defect, "errors", 0.2, Set.of("unexpected-message", "reordered-message"));
      case SAVES_ON_CLEAN_CLOSE_ONLY, SAVES_ON_DISCONNECT, SPLIT_SESSION ->
          with(defect, "errors", 0.2, Set.of());
      case UNEXPLAINED_TAKEOVER, RACE_SERVES_BOTH -> with(defect, "errors", 1, Set.of());
      case LOST_ON_NEW_PLACE, BLOCKED_NEW_PLACE, UNNOTICED_MOVE ->
          with(defect, "place", SMALL_RATE * 2, Set.of());
      case ADMITTED -> with(defect, "services", 0.1, Set.of());
      case EXPIRED_EARLY, NOT_EXPIRED -> with(defect, "gaps", 0.1, Set.of());
      // The mock backend notices a close at once, so returns may come nearer to the limit.
      case EXPIRED_ONE_TICK_EARLY, NOT_EXPIRED_ONE_TICK_LATE ->
          with(
              defect,
              "gaps",
              1,
              Set.of(),
              "holdfast.time-scale=0.05",
              "holdfast.gaps.noticed-within=5ms",
              "holdfast.pace=15s",
              "holdfast.duration=45s");
      // They harm only what some users say: see the package talk.
      case CUT_TEXT,
          NORMALISED_TEXT,
          TRIMMED_TEXT,
          ESCAPED_TEXT,
          JOINED_LINES,
          REPLACED_EMOJI,
          HISTORY_WINDOW,
          ROUNDED_NUMBER,
          UNTYPED_MEMORY ->
          with(defect, "history,memory", 1, Set.of());
      // Twenty items give one up: a conversation that goes on, with gaps that are medium.
      case GIVES_UP_NEWEST ->
          with(
              defect, "history", 1, Set.of(), "holdfast.gaps.history=40s", "holdfast.duration=20s");
      // What was revived is gone at the next return, and the numbers of acknowledgements with it.
      case REVIVED_AFTER_EXPIRY -> with(defect, "gaps", 0.2, OF_A_CHANGED_PAST);
      // A turn is cut in its stream only where the agent takes its time for each piece.
      case CUT_ANSWER, LOST_CALL_OF_CUT_TURN ->
          with(defect, "errors", 0.5, Set.of(), "holdfast.backend.chunk-delay=20ms");
      case WARM_GREETING_EMPTY_CONTEXT -> with(defect, "history,memory", SMALL_RATE, ALL_PARTS);
      case LATE_RESTORE ->
          with(
              defect,
              "history,memory",
              SMALL_RATE,
              Set.of(),
              "holdfast.policy.brief-deadline=650ms");
      default -> ofOtherRuns(defect);
    };
  }

  /** Defects that another simulation shows, or more cycles; all else needs nothing special. */
  private static DetectionCase ofOtherRuns(Defect defect) {
    return switch (defect) {
      // A hundredth of a context is some 40 bytes: 18,000 of them are more than what a sound heap
      // of 16 MB grows by.
      case CONTEXT_LEAK ->
          trend(
              defect,
              "memory-growth",
              "holdfast.users=150",
              "holdfast.pace=500ms",
              "holdfast.duration=60s",
              "holdfast.objectives.growth=0.02",
              "holdfast.objectives.memory-floor-bytes=262144");
      case DROPPED_CONNECTION -> dropped(defect);
      case ABANDONED_TURN -> resilience(defect, "away-work");
      // A turn that is still in progress at the return is also judged piece by piece.
      case GAP_AFTER_RESUME -> resumed(defect, "resume-gaps", "lost-message");
      case DOUBLE_AFTER_RESUME -> resumed(defect, "resume-doubles", "duplicated-message");
      // What is never acknowledged, or in vain, fills its mailbox: others are refused or dropped.
      case LOST_NOTIFICATION -> resilience(defect, "queued", "lost-message", "no-answer");
      case DOUBLED_NOTIFICATION ->
          resilience(defect, "queued", "duplicated-message", "lost-message", "no-answer");
      case UNORDERED_NOTIFICATION -> resilience(defect, "queued", "reordered-message");
      case STALE_NOTIFICATION -> resilience(defect, "queued", "unexpected-message");
      case COUNTED_TWICE -> resilience(defect, "flapping");
      case FORGED_REFRESH -> resilience(defect, "token-refresh");
      case BROKEN_PAYLOAD_TAKEN -> resilience(defect, "malformed");
      // A process that warms up gets faster at first: only many cycles show the creep.
      case LATENCY_CREEP -> trend(defect, "cycle-growth", "holdfast.duration=40s");
      default -> with(defect, "history,memory", SMALL_RATE, Set.of());
    };
  }

  private static DetectionCase with(
      Defect defect, String scenarios, double rate, Set<String> consequences, String... settings) {
    List<String> all = new ArrayList<>(settings(settings));
    if (!scenarios.equals("gaps")) {
      all.add(UNHURRIED);
    }
    return new DetectionCase(
        GATE, defect, defect.anomaly(), consequences, scenarios, rate, List.copyOf(all));
  }

  private static DetectionCase trend(Defect defect, String objective, String... settings) {
    return new DetectionCase(
        GATE, defect, objective, Set.of(), "consistency", 1, settings(settings));
  }

  /** More than the thousandth that is granted, and in the beat of the losses that show it. */
  private static DetectionCase dropped(Defect defect) {
    return new DetectionCase(
        GATE, defect, "dropped", Set.of(), "history,memory", SMALL_RATE, settings(UNHURRIED));
  }

  /** What only a resilience run looks for: the scenario and its objective have the same name. */
  private static DetectionCase resilience(Defect defect, String scenario, String... consequences) {
    return resilience(defect, scenario, scenario, Set.of(consequences));
  }

  private static DetectionCase resumed(Defect defect, String objective, String consequence) {
    return resilience(defect, objective, "mid-stream", Set.of(consequence));
  }

  private static DetectionCase resilience(
      Defect defect, String objective, String scenario, Set<String> consequences) {
    return new DetectionCase(
        RESILIENCE,
        defect,
        objective,
        consequences,
        scenario,
        1,
        settings("holdfast.users=10", "holdfast.pace=4s", "holdfast.time-scale=0.2"));
  }

  private static List<String> settings(String... further) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "holdfast.users=60",
                "holdfast.duration=15s",
                "holdfast.pace=1s",
                "holdfast.ramp=2s",
                "holdfast.reports.interval=1s",
                "holdfast.policy.brief-deadline=4s",
                "holdfast.policy.medium-deadline=4s",
                "holdfast.patience.answer=4s",
                "holdfast.patience.connect=4s",
                "holdfast.generator.event-loop-lag-p99=2s",
                "holdfast.generator.gc-pause-max=2s",
                "holdfast.generator.achieved=0.5"));
    all.addAll(Arrays.asList(further));
    return List.copyOf(all);
  }
}
