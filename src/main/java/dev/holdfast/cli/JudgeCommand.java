package dev.holdfast.cli;

import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.choice.Dialects;
import dev.holdfast.dialect.file.DialectFile;
import dev.holdfast.dialect.file.FileDialect;
import dev.holdfast.measure.Tally;
import dev.holdfast.promises.Rejudged;
import dev.holdfast.wording.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Judges a recorded run again: every reconnection by the oracle, from the evidence on disk, then
 * the verdict.
 */
@Command(
    name = "judge",
    description =
        "Judges each reconnection of a recorded run again, from its evidence, and gives the"
            + " verdict.")
final class JudgeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN_FOLDER", description = "the folder of a run")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private Path folder;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() {
    Rejudged again =
        Rejudged.of(
            folder, (promised, dialect) -> Dialects.oracle(spoken(dialect), promised.policy()));
    Tally total = again.run().total();
    long judged = again.recount().judged();
    say(
        "%,d reconnections judged again, %,d of %,d recorded judgements differ",
        judged, again.recount().differing(), total.judged());
    if (judged < total.judged()) {
      say(
          "of %s of them evidence was kept; the others count as recorded",
          Wording.shareDown(judged / (double) total.judged()));
    }
    say(
        "%,d planned, %,d judged, %,d kept: %s",
        total.planned(), total.judged(), total.kept(), outcomes(total));
    again.run().anomalies().entrySet().stream()
        .filter(anomaly -> anomaly.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .forEach(anomaly -> say("%s %,d", anomaly.getKey().id(), anomaly.getValue()));
    say("%s", again.assessment().verdict());
    again.assessment().reasons().forEach(reason -> say("  %s", reason));
    return ExitCode.of(again.assessment().verdict());
  }

  /** A run keeps the file that described its dialect. */
  private Dialect spoken(String name) {
    Path kept = folder.resolve(FileDialect.KEPT);
    return Files.isRegularFile(kept) ? DialectFile.readKept(kept) : Dialects.named(name);
  }

  private static String outcomes(Tally tally) {
    return Arrays.stream(Outcome.values())
        .map(
            outcome ->
                String.format(
                    Locale.ROOT,
                    "%,d %s",
                    tally.outcomes().getOrDefault(outcome, 0L),
                    outcome.id()))
        .collect(Collectors.joining(", "));
  }

  private void say(String format, Object... values) {
    spec.commandLine().getOut().println(String.format(Locale.ROOT, format, values));
  }
}
