package dev.holdfast.run;

import dev.holdfast.assessment.NotJudged;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.choice.NotTold;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.promises.PromisesJson;
import dev.holdfast.run.context.SpokenDialect;
import dev.holdfast.run.kinds.RunKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What a run is, what it ran on, and what it was started by: as {@code run.json} has it. */
final class RunEnvironment {

  private RunEnvironment() {}

  /**
   * What a run is.
   *
   * @param simulation its simple class name
   */
  static RunIdentity identity(
      Path runFolder, String simulation, Instant startedAt, RunKind kind, RunPlan plan) {
    return new RunIdentity(
        String.valueOf(runFolder.getFileName()),
        simulation,
        startedAt,
        plan.load().timeScale(),
        plan.load().users(),
        plan.objectives().continuity(),
        plan.objectives().confidence(),
        plan.target().map(Target::shown).orElse(RunIdentity.MOCK_BACKEND),
        plan.effective(),
        told(SpokenDialect.of(plan)),
        PromisesJson.write(kind.promises(plan)));
  }

  private static Map<String, String> told(Dialect dialect) {
    Map<String, String> told = new TreeMap<>();
    String missing = NotJudged.kept(NotTold.by(dialect));
    if (!missing.isEmpty()) {
      told.put(NotJudged.KEY, missing);
    }
    told.putAll(machine());
    return told;
  }

  private static Map<String, String> machine() {
    return Map.of(
        "java.version", System.getProperty("java.version"),
        "java.vm", System.getProperty("java.vm.name"),
        "os", System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "processors", String.valueOf(Runtime.getRuntime().availableProcessors()),
        "started-by", System.getProperty(ToldVerdict.STARTED_BY, "mvn gatling:test"),
        "max-heap-bytes", String.valueOf(Runtime.getRuntime().maxMemory()));
  }
}
