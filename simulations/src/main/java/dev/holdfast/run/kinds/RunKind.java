package dev.holdfast.run.kinds;

import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.soak.Behaviour;
import dev.holdfast.promises.PromisedRun;
import dev.holdfast.promises.Promises;
import dev.holdfast.run.reach.NoTargetException;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The kinds of run: of each, in this order, what it promises, its own defaults, who takes part, how
 * many users and sessions, what of its plan a dialect can tell of, who else speaks, which tokens it
 * takes, and whether its backend must outlive a process.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
public enum RunKind {
  /** The release gate. */
  GATE(
      PromisedRun.GATE,
      "",
      GatePopulation::new,
      new Crowd(
          plan -> plan.load().ownUsers(),
          plan -> plan.load().scenarios().stream().mapToInt(plan.load()::usersOf).sum()),
      (told, plan) ->
          plan.with(
              plan.load()
                  .of(
                      told.of(
                          "holdfast.scenarios",
                          plan.load().scenarios(),
                          ScenarioName::needs,
                          ScenarioName::id)),
              plan.resilience(),
              plan.soak()),
      Others.SPEAK,
      plan ->
          plan.load().scenarios().contains(ScenarioName.SERVICES)
              ? Optional.of(without("holdfast.scenarios", ScenarioName.SERVICES.id()))
              : Optional.empty(),
      plan -> false),
  /** The soak. */
  SOAK(
      PromisedRun.SOAK,
      "soak",
      SoakPopulation::new,
      Crowd.OF_THE_LOAD,
      (told, plan) ->
          plan.with(
              plan.load(),
              plan.resilience(),
              plan.soak()
                  .of(
                      plan.soak()
                          .mix()
                          .only(
                              told.of(
                                  "holdfast.soak.mix",
                                  plan.soak().mix().weights().keySet(),
                                  Behaviour::needs,
                                  Behaviour::id)))),
      Others.SPEAK,
      RunKind::opensSessionsAnew,
      plan -> plan.soak().restartsBackend()),
  /** Lost in every way a network loses you. */
  RESILIENCE(
      PromisedRun.RESILIENCE,
      "resilience",
      ResiliencePopulation::of,
      Crowd.OF_THE_LOAD,
      (told, plan) ->
          plan.with(
              plan.load(),
              plan.resilience()
                  .of(
                      told.of(
                          "holdfast.resilience.scenarios",
                          plan.resilience().scenarios(),
                          ResilienceScenario::needs,
                          ResilienceScenario::id)),
              plan.soak()),
      Others.SPEAK,
      plan ->
          plan.resilience().scenarios().stream()
              .filter(ResilienceScenario::renewsTokens)
              .findFirst()
              .map(each -> without("holdfast.resilience.scenarios", each.id())),
      plan -> false),
  /** All sessions dropped at one instant. */
  STORM(
      PromisedRun.STORM,
      "storm",
      StormPopulation::new,
      Crowd.OF_THE_LOAD,
      (told, plan) -> plan,
      Others.SILENT,
      plan -> Optional.empty(),
      plan -> false),
  /** The highest load that holds. */
  CAPACITY(
      PromisedRun.CAPACITY,
      "capacity",
      CapacityPopulation::of,
      new Crowd(plan -> plan.searches().mostSessionsAnInjector(), plan -> plan.load().users()),
      (told, plan) -> plan,
      Others.SILENT,
      RunKind::opensSessionsAnew,
      plan -> false),
  /** What a team has written for itself. */
  OWN(
      PromisedRun.OWN,
      "",
      stage -> {
        throw new IllegalStateException("who takes part in a run of one's own is told by it");
      },
      Crowd.OF_THE_LOAD,
      (told, plan) -> plan,
      Others.SPEAK,
      plan -> Optional.empty(),
      plan -> false);

  /**
   * How many virtual users there are.
   *
   * @param atOnce those that are there at the same time
   * @param sessions those that live over the whole run, each with a session of its own
   */
  private record Crowd(ToIntFunction<RunPlan> atOnce, ToIntFunction<RunPlan> sessions) {

    private static final Crowd OF_THE_LOAD =
        new Crowd(plan -> plan.load().ownUsers(), plan -> plan.load().users());
  }

  /** Whether others speak in the users' sessions where the dialect lets them. */
  private enum Others {
    SPEAK,
    /** What they say is no part of what is measured: a storm or a search is of one load. */
    SILENT
  }

  private final PromisedRun promised;
  private final String defaults;
  private final Populating populating;
  private final Crowd crowd;
  private final BiFunction<Tellable, RunPlan, RunPlan> playable;
  private final Others others;
  private final Function<RunPlan, Optional<String>> renewal;
  private final Predicate<RunPlan> durable;

  RunKind(
      PromisedRun promised,
      String defaults,
      Populating populating,
      Crowd crowd,
      BiFunction<Tellable, RunPlan, RunPlan> playable,
      Others others,
      Function<RunPlan, Optional<String>> renewal,
      Predicate<RunPlan> durable) {
    this.promised = promised;
    this.defaults = defaults;
    this.populating = populating;
    this.crowd = crowd;
    this.playable = playable;
    this.others = others;
    this.renewal = renewal;
    this.durable = durable;
  }

  /** The simple name of the simulation that makes such runs; empty for a team's own. */
  public String simulation() {
    return promised.simulation();
  }

  /** What a run of that plan promises. */
  public Promises promises(RunPlan plan) {
    return Promises.of(promised, plan);
  }

  /**
   * Who takes part.
   *
   * @throws NoTargetException if a backend that it needs beside the target cannot be had
   */
  public Population population(PopulationContext stage) throws NoTargetException {
    return populating.population(stage);
  }

  /** How many virtual users each process has at once. */
  public int users(RunPlan plan) {
    return crowd.atOnce.applyAsInt(plan);
  }

  /** How many virtual users all processes together have at once. */
  public int usersOfAllInjectors(RunPlan plan) {
    // Where an exchange brings them together, users are those of all injectors already.
    return users(plan) * (this == CAPACITY ? plan.searches().injectors() : 1);
  }

  /** How many virtual users live over the whole run, each with a session of its own. */
  public int sessions(RunPlan plan) {
    return crowd.sessions.applyAsInt(plan);
  }

  /**
   * What of a plan can be played with what a dialect tells.
   *
   * @throws ConfigurationException if nothing is left
   */
  public RunPlan playable(Tellable told, RunPlan plan) {
    return playable.apply(told, plan);
  }

  /** Whether others speak in the users' sessions where the dialect lets them. */
  public boolean othersSpeak() {
    return others == Others.SPEAK;
  }

  /** Why that plan cannot be played with tokens that came with a users' file; empty if it can. */
  public Optional<String> refusalOfGivenTokens(RunPlan plan) {
    return renewal.apply(plan);
  }

  /** Whether the mock backend must keep its sessions where another process finds them. */
  public boolean needsDurableBackend(RunPlan plan) {
    return durable.test(plan);
  }

  /**
   * Refuses what only another simulation can do.
   *
   * @throws ConfigurationException naming that simulation
   */
  public void refuseForeign(RunPlan plan) {
    if (plan.fleet().isOn()) {
      if (this == OWN) {
        throw ConfigurationException.refused(
            "holdfast.exchange", "empty for a simulation of your own", "one");
      }
      if (this != CAPACITY && plan.load().users() < plan.searches().injectors()) {
        throw ConfigurationException.refused(
            "holdfast.users",
            "at least holdfast.injectors (" + plan.searches().injectors() + ")",
            plan.load().users());
      }
      return;
    }
    if (plan.searches().injectors() > promised.injectors(plan)) {
      throw new ConfigurationException(
          "holdfast.injectors must be 1 without holdfast.exchange in all but "
              + CAPACITY.simulation()
              + ", got: "
              + plan.searches().injectors());
    }
  }

  /** The configuration of such a run, with its own defaults. */
  public Configuration configuration() {
    return defaults.isEmpty() ? Configuration.load() : Configuration.loadFor(defaults);
  }

  /** The settings of a plan of this kind that are not its defaults, secrets redacted. */
  public Map<String, String> changed(RunPlan plan) {
    Map<String, String> standard = Configuration.defaultsFor(defaults, "");
    Map<String, String> changed = new TreeMap<>(plan.effective());
    changed.entrySet().removeAll(standard.entrySet());
    return changed;
  }

  private static Optional<String> opensSessionsAnew(RunPlan plan) {
    return Optional.of(
        ReachPlan.USERS_FILE
            + " must be without the column token where sessions are opened anew, got: one");
  }

  private static String without(String key, String scenario) {
    return key
        + " must be without "
        + scenario
        + ", which renews tokens, where "
        + ReachPlan.USERS_FILE
        + " has the column token, got: "
        + scenario;
  }
}
