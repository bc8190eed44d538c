package dev.holdfast.run.context;

import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.choice.Dialects;
import dev.holdfast.dialect.file.FileDialect;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.settings.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The dialect that a run speaks. */
public final class SpokenDialect {

  private SpokenDialect() {}

  /**
   * The dialect that a plan names.
   *
   * @throws ConfigurationException if there is none of that name, if the mock backend does not
   *     speak it, or if nobody says how its users come by a token
   */
  public static Dialect of(RunPlan plan) {
    Dialect dialect = named(plan.reach().dialect());
    if (plan.target().isEmpty() && !plan.reach().dialect().equals(ReachPlan.NATIVE)) {
      throw ConfigurationException.refused(
          ReachPlan.DIALECT,
          ReachPlan.NATIVE + " where no holdfast.target is given: the mock backend speaks no other",
          plan.reach().dialect());
    }
    if (!dialect.states(Capability.SESSIONS)
        && plan.reach().accounts().stream().noneMatch(each -> each.token().isPresent())) {
      throw ConfigurationException.refused(
          "holdfast.users-file",
          "a file with the column token where the dialect "
              + dialect.name()
              + " opens no sessions by itself",
          plan.reach().accounts().isEmpty() ? "none" : "one without");
    }
    return dialect;
  }

  /** Keeps the file that describes it with the run, so that the run can be judged again. */
  public static void keepIn(Path runFolder, RunPlan plan) {
    String name = plan.reach().dialect();
    if (name.endsWith(FileDialect.SUFFIX)) {
      try {
        Files.copy(
            Path.of(name),
            runFolder.resolve(FileDialect.KEPT),
            StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException("the dialect could not be kept with the run", e);
      }
    }
  }

  private static Dialect named(String name) {
    try {
      return Dialects.named(name);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(ReachPlan.DIALECT + " " + e.getMessage());
    }
  }
}
