package dev.holdfast.plan;

import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.plan.reach.TlsPlan;
import dev.holdfast.plan.soak.SoakPlan;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a run is to do, read once and valid.
 *
 * @param target the backend to judge; empty to start the mock backend
 * @param reach what that target asks of its clients beyond its URL
 * @param load how much load
 * @param gaps the gaps that virtual users leave
 * @param policy what is promised after a gap, already at the run's time scale
 * @param tellsMoves whether the target claims to tell rightly whether a client has moved
 * @param patience how long clients wait
 * @param objectives what is promised, in numbers
 * @param limits of the generator
 * @param reports where the run is recorded
 * @param resilience what the resilience simulation does
 * @param storm what the reconnect storm does
 * @param searches what the capacity simulation looks for
 * @param backend the mock backend
 * @param soak what a soak does beyond that
 * @param fleet how injectors on other machines are found
 * @param warmUp what comes before anything is recorded
 * @param smoke whether the run asks for no proof
 * @param log {@code info}, {@code debug} or {@code warn}
 * @param effective every key and value, secrets redacted
 */
public record RunPlan(
    Optional<Target> target,
    ReachPlan reach,
    LoadPlan load,
    GapPlan gaps,
    ContinuityPolicy policy,
    boolean tellsMoves,
    Patience patience,
    ObjectivePlan objectives,
    GeneratorLimits limits,
    ReportPlan reports,
    ResiliencePlan resilience,
    StormPlan storm,
    SearchesPlan searches,
    BackendPlan backend,
    SoakPlan soak,
    FleetPlan fleet,
    WarmUpPlan warmUp,
    boolean smoke,
    String log,
    Map<String, String> effective) {

  private static final Set<String> LOG_LEVELS = Set.of("info", "debug", "warn");

  /**
   * Reads the plan from a configuration.
   *
   * @throws ConfigurationException if any value makes no sense
   */
  public static RunPlan of(Configuration configuration) {
    Values values = new Values(configuration);
    LoadPlan load = LoadPlan.of(values);
    ReachPlan reach = ReachPlan.of(values);
    TlsPlan tls = TlsPlan.of(values);
    Optional<Target> target =
        Target.parse(values.text("holdfast.target"))
            .map(each -> each.with(reach.paths()).with(tls));
    BackendPlan backend = BackendPlan.of(values);
    if (target.isPresent()) {
      refuseBesideTarget(backend);
    }
    SoakPlan soak = SoakPlan.of(values);
    GapPlan gaps = GapPlan.of(values);
    if (target.isEmpty() && load.scaled(gaps.longest()).compareTo(backend.forgetAfter()) >= 0) {
      throw ConfigurationException.refused(
          "holdfast.backend.forget-after",
          "above the longest gap at this time scale ("
              + load.scaled(gaps.longest()).toMillis()
              + " ms)",
          backend.forgetAfter().toMillis() + " ms");
    }
    if (target.isPresent() && soak.restartsBackend()) {
      throw ConfigurationException.refused(
          "holdfast.soak.events",
          "without kill and drain when holdfast.target is given, which this run cannot end",
          values.text("holdfast.soak.events"));
    }
    SearchesPlan searches = SearchesPlan.of(values);
    refuseIdle(searches.injectors(), backend);
    return new RunPlan(
        target,
        reach,
        load,
        gaps,
        policy(values).scaled(load.timeScale()),
        target.isEmpty() || values.flag("holdfast.policy.tells-moves"),
        Patience.of(values),
        ObjectivePlan.of(values),
        GeneratorLimits.of(values),
        ReportPlan.of(values),
        ResiliencePlan.of(values),
        StormPlan.of(values),
        searches,
        backend,
        soak,
        FleetPlan.of(values),
        // What is only slow does not matter to a smoke run, and whoever debugs wants no other
        // users.
        values.flag("holdfast.smoke") ? WarmUpPlan.of(values).none() : WarmUpPlan.of(values),
        values.flag("holdfast.smoke"),
        log(values.text("holdfast.log")),
        configuration.redacted());
  }

  /** Nodes that nobody would load. */
  private static void refuseIdle(int injectors, BackendPlan backend) {
    if (backend.nodes() > injectors) {
      throw ConfigurationException.refused(
          "holdfast.backend.nodes",
          "at most holdfast.injectors (" + injectors + ")",
          backend.nodes());
    }
  }

  private static void refuseBesideTarget(BackendPlan backend) {
    if (!backend.defects().isEmpty()) {
      throw ConfigurationException.refused(
          "holdfast.backend.defects", "empty when holdfast.target is given", backend.defects());
    }
    if (backend.nodes() > 1) {
      throw ConfigurationException.refused(
          "holdfast.backend.nodes", "1 when holdfast.target is given", backend.nodes());
    }
    if (backend.outlivesProcess()) {
      throw ConfigurationException.refused(
          "holdfast.backend.store", "memory when holdfast.target is given", backend.store());
    }
  }

  /**
   * How many processes keep a recording of their own: those on other machines tell the run what
   * they did, which records it as its own.
   */
  public int recordings() {
    return fleet.isOn() ? 1 : searches.injectors();
  }

  /** Whether the run's own process is to be warmed: not where others make the load. */
  public boolean warmsUpHere() {
    return warmUp.wanted() && !fleet.isOn();
  }

  /** The same with another load. */
  public RunPlan with(LoadPlan other) {
    return with(other, resilience, soak);
  }

  /** The same with others of these. */
  public RunPlan with(LoadPlan otherLoad, ResiliencePlan otherResilience, SoakPlan otherSoak) {
    return with(target, objectives, otherLoad, otherResilience, otherSoak);
  }

  /** The same against another target. */
  public RunPlan with(Target other) {
    return with(Optional.of(other), objectives, load, resilience, soak);
  }

  private RunPlan with(
      Optional<Target> otherTarget,
      ObjectivePlan otherObjectives,
      LoadPlan otherLoad,
      ResiliencePlan otherResilience,
      SoakPlan otherSoak) {
    return new RunPlan(
        otherTarget,
        reach,
        otherLoad,
        gaps,
        policy,
        tellsMoves,
        patience,
        otherObjectives,
        limits,
        reports,
        otherResilience,
        storm,
        searches,
        backend,
        otherSoak,
        fleet,
        warmUp,
        smoke,
        log,
        effective);
  }

  /** The same where others speak in the users' sessions. */
  public RunPlan withOthers() {
    return with(target, objectives.withOthers(), load, resilience, soak);
  }

  /** The same for clients whose server answers no ping. */
  public RunPlan withoutPings() {
    return with(target, objectives.withoutPings(), load, resilience, soak);
  }

  private static String log(String level) {
    if (!LOG_LEVELS.contains(level)) {
      throw ConfigurationException.refused("holdfast.log", "info, debug or warn", level);
    }
    return level;
  }

  private static ContinuityPolicy policy(Values values) {
    try {
      return new ContinuityPolicy(
          values.positive("holdfast.policy.brief-below"),
          values.positive("holdfast.policy.extended-above"),
          values.share("holdfast.policy.medium-share"),
          values.positive("holdfast.policy.brief-deadline"),
          values.positive("holdfast.policy.medium-deadline"));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("holdfast.policy." + e.getMessage());
    }
  }
}
