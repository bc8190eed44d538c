package dev.holdfast.run.kinds;

import dev.holdfast.plan.soak.CommandPlan;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs what a soak's plan has a shell do to the backend; what it says goes to a file. */
final class OperatorCommand {

  private final CommandPlan plan;
  private final File log;

  /**
   * A command that has not been run.
   *
   * @param log what it says is added to this
   */
  OperatorCommand(CommandPlan plan, Path log) {
    this.plan = plan;
    this.log = log.toFile();
  }

  /**
   * Runs it to its end, or until it has taken too long: then it is ended with all that it started.
   *
   * @return why it is not what was planned, if it is not: it ended with another exit code than 0,
   *     took too long or could not begin. Nothing if the run has ended meanwhile, which ends it too
   */
  Optional<String> run() {
    @Nullable Process process = null;
    try {
      process =
          new ProcessBuilder(SystemShell.running(plan.line()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
      // It has nothing to read.
      process.getOutputStream().close();
      if (!process.waitFor(plan.within().toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.of("took more than " + plan.within().toMillis() + " ms");
      }
      int exit = process.exitValue();
      return exit == 0
          ? Optional.empty()
          : Optional.of("ended with " + exit + "; see " + log.getName());
    } catch (IOException e) {
      return Optional.of("could not begin: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      end(process);
    }
  }

  private static void end(@Nullable Process process) {
    if (process != null && process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
