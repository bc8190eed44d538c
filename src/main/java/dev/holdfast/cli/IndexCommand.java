package dev.holdfast.cli;

import dev.holdfast.history.RunIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the page over all runs again. */
@Command(
    name = "index",
    description = "Writes index.html over all runs of a folder, newest first, with their trends.")
final class IndexCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "where each run has its folder")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private Path root;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException("FOLDER must be a folder of runs, got: " + root);
    }
    RunIndex.write(root);
    spec.commandLine().getOut().println(root.resolve(RunIndex.PAGE));
    return ExitCode.OK;
  }
}
