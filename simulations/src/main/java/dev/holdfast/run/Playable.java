package dev.holdfast.run;

import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.soak.Behaviour;
import dev.holdfast.plan.soak.BehaviourMix;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.scenarios.Needs;
import dev.holdfast.settings.ConfigurationException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of a plan can be played with what a dialect tells. What it does not tell is neither asked
 * for nor judged, and the run says so.
 */
final class Playable {

  private final Dialect dialect;
  private final Consumer<String> say;

  private Playable(Dialect dialect, Consumer<String> say) {
    this.dialect = dialect;
    this.say = say;
  }

  /**
   * The plan without the scenarios that make no sense with that dialect.
   *
   * @param say is told which are left out, and why
   * @throws ConfigurationException if nothing is left that could be judged
   */
  static RunPlan of(RunKind kind, RunPlan plan, Dialect dialect, Consumer<String> say) {
    boolean others = dialect.states(Capability.OTHERS) && othersSpeakIn(kind);
    if (!dialect.states(Capability.HISTORY) && !others) {
      throw ConfigurationException.refused(
          ReachPlan.DIALECT,
          othersSpeakIn(kind)
              ? "a dialect that tells the history or lets others speak; nothing else can be judged"
              : "a dialect that tells the history; nothing else can be judged in this simulation",
          dialect.name());
    }
    RunPlan playable = new Playable(dialect, say).of(kind, plan);
    if (!dialect.states(Capability.PING)) {
      // Who can ask for no sign of life learns of a silent loss when its patience ends.
      playable = playable.withoutPings();
    }
    return others ? playable.withOthers() : playable;
  }

  /** Where what others say is no part of what is measured: a storm or a search is of one load. */
  private static boolean othersSpeakIn(RunKind kind) {
    return kind != RunKind.STORM && kind != RunKind.CAPACITY;
  }

  private RunPlan of(RunKind kind, RunPlan plan) {
    return switch (kind) {
      case GATE ->
          plan.with(
              plan.load().of(left("holdfast.scenarios", plan.load().scenarios())),
              plan.resilience(),
              plan.soak());
      case RESILIENCE ->
          plan.with(plan.load(), plan.resilience().of(resilience(plan)), plan.soak());
      case SOAK -> plan.with(plan.load(), plan.resilience(), plan.soak().of(mix(plan)));
      case STORM, CAPACITY, OWN -> plan;
    };
  }

  private Set<ScenarioName> left(String key, Set<ScenarioName> wanted) {
    Set<ScenarioName> left = EnumSet.noneOf(ScenarioName.class);
    left.addAll(without(key, wanted, Needs::of, ScenarioName::id));
    return left;
  }

  private Set<ResilienceScenario> resilience(RunPlan plan) {
    return without(
        "holdfast.resilience.scenarios",
        plan.resilience().scenarios(),
        Needs::of,
        ResilienceScenario::id);
  }

  private BehaviourMix mix(RunPlan plan) {
    Map<Behaviour, Integer> weights = new EnumMap<>(Behaviour.class);
    weights.putAll(plan.soak().mix().weights());
    weights
        .keySet()
        .retainAll(without("holdfast.soak.mix", weights.keySet(), Needs::of, Behaviour::id));
    return new BehaviourMix(weights);
  }

  private <T extends Enum<T>> Set<T> without(
      String key, Set<T> wanted, Function<T, Set<Capability>> needs, Function<T, String> id) {
    Set<T> left = new TreeSet<>(wanted);
    left.removeIf(each -> !dialect.capabilities().containsAll(needs.apply(each)));
    if (left.isEmpty()) {
      throw ConfigurationException.refused(
          key, "what the dialect " + dialect.name() + " can tell", ids(wanted, id));
    }
    for (T each : new TreeSet<>(wanted)) {
      if (!left.contains(each)) {
        say.accept(
            "left out: "
                + id.apply(each)
                + ": the dialect "
                + dialect.name()
                + " has no "
                + missing(needs.apply(each)));
      }
    }
    return left;
  }

  private String missing(Set<Capability> needed) {
    return Arrays.stream(Capability.values())
        .filter(each -> needed.contains(each) && !dialect.states(each))
        .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  private static <T extends Enum<T>> String ids(Set<T> scenarios, Function<T, String> id) {
    return scenarios.stream().sorted().map(id).collect(Collectors.joining(","));
  }
}
