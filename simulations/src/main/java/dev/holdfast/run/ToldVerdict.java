package dev.holdfast.run;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.history.VerdictChange;
import dev.holdfast.history.Webhook;
import dev.holdfast.plan.BackOff;
import dev.holdfast.plan.BackOffPlan;
import dev.holdfast.plan.soak.NotifyPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Whom a run tells its verdict once all is on disk: nothing depends on whether anybody hears. */
public final class ToldVerdict {

  /** System property: the file that a run writes its verdict into, for the process above it. */
  public static final String FILE = "dev.holdfast.verdict-file";

  /** System property: a file that a run marks once its user has been told how it ended. */
  public static final String END = "dev.holdfast.end-file";

  /** System property: the command by which the process above it starts runs. */
  public static final String STARTED_BY = "dev.holdfast.started-by";

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final BackOffPlan BACK_OFF =
      new BackOffPlan(BackOff.EXPONENTIAL, Duration.ofSeconds(1), Duration.ofSeconds(2));

  private ToldVerdict() {}

  /** The process that started this one, if it wants to know. */
  static void toParent(Verdict verdict) throws IOException {
    String file = System.getProperty(FILE, "");
    if (!file.isEmpty()) {
      Files.writeString(Path.of(file), verdict.name());
    }
    saidItsEnd();
  }

  /** Who started this run need not say that it ended. */
  static void saidItsEnd() {
    String file = System.getProperty(END, "");
    if (!file.isEmpty()) {
      try {
        Files.writeString(Path.of(file), "told");
      } catch (IOException e) {
        // Then it is said twice.
      }
    }
  }

  /**
   * A webhook, where the verdict is another than that of the run before.
   *
   * @return what to say of it on the console; empty for nothing
   */
  static Optional<String> toWebhook(NotifyPlan webhook, Path runFolder, Assessment made)
      throws IOException {
    if (webhook.url().isEmpty()) {
      return Optional.empty();
    }
    Webhook to =
        new Webhook(
            webhook.url().get(),
            webhook.secret(),
            Clock.systemUTC(),
            PATIENCE,
            attempt -> BACK_OFF.delay(attempt, RandomGenerator.getDefault()));
    return VerdictChange.of(runFolder, made.reasons()).flatMap(to::tell);
  }
}
