package dev.holdfast.run.kinds;

import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.settings.ConfigurationException;
import java.util.function.Consumer;

/**
 * What of a plan can be played with what a dialect tells. What it does not tell is neither asked
 * for nor judged, and the run says so.
 */
public final class Playable {

  private Playable() {}

  /**
   * The plan without the scenarios that make no sense with that dialect.
   *
   * @param say is told which are left out, and why
   * @throws ConfigurationException if nothing is left that could be judged
   */
  public static RunPlan of(RunKind kind, RunPlan plan, Dialect dialect, Consumer<String> say) {
    boolean others = dialect.states(Capability.OTHERS) && kind.othersSpeak();
    if (!dialect.states(Capability.HISTORY) && !others) {
      throw ConfigurationException.refused(
          ReachPlan.DIALECT,
          kind.othersSpeak()
              ? "a dialect that tells the history or lets others speak; nothing else can be judged"
              : "a dialect that tells the history; nothing else can be judged in this simulation",
          dialect.name());
    }
    RunPlan playable = kind.playable(new Tellable(dialect, say), plan);
    if (!dialect.states(Capability.PING)) {
      // Who can ask for no sign of life learns of a silent loss when its patience ends.
      playable = playable.withoutPings();
    }
    return others ? playable.withOthers() : playable;
  }
}
