package dev.holdfast.run;

import dev.holdfast.conformance.TargetAddresses;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.run.console.Console;
import dev.holdfast.run.context.BindableAddresses;
import dev.holdfast.run.context.SpokenDialect;
import dev.holdfast.run.kinds.Playable;
import dev.holdfast.run.kinds.RunKind;
import java.util.Optional;

/**
 * What a run is to do here: what was configured, as far as this machine, the target's addresses and
 * its dialect allow.
 *
 * @param plan what is done
 * @param silent which of the target's addresses accept nothing; empty where all do
 */
record PlannedRun(RunPlan plan, Optional<String> silent) {

  /**
   * Reads the configuration; says what of it is left out.
   *
   * @throws dev.holdfast.settings.ConfigurationException if it makes no sense, before any load
   */
  static PlannedRun of(RunKind kind, Console console) {
    RunPlan read = RunPlan.of(kind.configuration());
    Optional<TargetAddresses> tried = TargetAddresses.tried(read);
    Optional<String> silent = tried.flatMap(TargetAddresses::silent);
    silent.ifPresent(console::say);
    RunPlan reached = tried.map(each -> read.with(each.target())).orElse(read);
    RunPlan wished = BindableAddresses.only(reached, console::say);
    RunPlan plan = Playable.of(kind, wished, SpokenDialect.of(wished), console::say);
    kind.refuseForeign(plan);
    AccountsNeeded.require(kind, plan, SpokenDialect.of(plan).othersByFrame());
    ReportsFolder.requireWritable(plan.reports().folder());
    return new PlannedRun(plan, silent);
  }
}
