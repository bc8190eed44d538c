package dev.holdfast.cli;

import dev.holdfast.dialect.draft.DialectDraft;
import dev.holdfast.dialect.file.FileDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a first draft of a dialect file. */
@Command(
    name = "draft",
    description =
        "Writes a first draft of a dialect file from an AsyncAPI 3 document of the server: a rule"
            + " for each message, and a question mark where a person must look.")
final class DraftCommand implements Callable<Integer> {

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "an AsyncAPI 3 document, YAML or JSON")
  private Path from = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "the dialect file, which must not exist; without it, it goes to the console")
  private @Nullable Path out;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String draft = draft();
    Path file = out;
    if (file == null) {
      spec.commandLine().getOut().print(draft);
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
    if (Files.exists(file)) {
      throw new ParameterException(
          spec.commandLine(), "--out must be a file that is not there yet, got: " + file);
    }
    Files.writeString(file, draft);
    int rules = FileDialect.read(file).rules().size();
    spec.commandLine()
        .getOut()
        .println(file + " has " + rules + " rules; go through what is marked with a question mark");
    return ExitCode.OK;
  }

  private String draft() throws IOException {
    if (!Files.isRegularFile(from)) {
      throw new ParameterException(
          spec.commandLine(), "--from must be a file that is there, got: " + from);
    }
    try {
      return DialectDraft.of(Files.readString(from));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--from " + e.getMessage());
    }
  }
}
