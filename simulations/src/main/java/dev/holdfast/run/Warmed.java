package dev.holdfast.run;

import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.run.console.Console;
import dev.holdfast.run.context.LoadProtocol;
import dev.holdfast.run.context.RunContexts;
import dev.holdfast.run.kinds.Population;
import dev.holdfast.user.FaultyListeners;
import dev.holdfast.user.Progress;
import dev.holdfast.user.accounts.Accounts;
import dev.holdfast.warmup.WarmUp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run says and keeps of its warm-up, which is in none of its figures. */
final class Warmed {

  /** Before a run that has no warm-up, or has it still before it. */
  static final Warmed NOT = new Warmed(Optional.empty());

  /** How long it took, in seconds. */
  private static final String SECONDS = "warm-up.seconds";

  private final Optional<WarmUp.Outcome> outcome;

  private Warmed(Optional<WarmUp.Outcome> outcome) {
    this.outcome = outcome;
  }

  /**
   * Warms up, and says so.
   *
   * @param users how many virtual users the run has at once
   * @param ours the mock backend that is its target; empty before a foreign one
   * @param population knows who is to take which steps
   */
  static Warmed up(
      RunPlan plan,
      int users,
      Target target,
      List<Target> ours,
      Population population,
      FaultyListeners listeners,
      Console console) {
    String most = plan.warmUp().most().toSeconds() + " s at most";
    console.sayForNow("warming up, " + most + "; nothing of it counts");
    WarmUp.Outcome outcome =
        WarmUp.run(
            plan,
            users,
            ours,
            (its, recording, loops) ->
                population.warmUp(
                    RunContexts.of(
                            its,
                            target,
                            recording,
                            new Progress(),
                            loops,
                            RunContexts.newSecret(),
                            listeners,
                            RunContexts.WARM_UP)
                        .lending(Accounts.fromTheEnd(plan.reach().accounts()))),
            LoadProtocol.of(plan));
    if (console.isTerminal() || !outcome.unsettled().isEmpty()) {
      console.say(
          String.format(
              Locale.ROOT,
              "%s after %.0f s of warm-up",
              outcome.unsettled().isEmpty() ? "warm" : "not warm",
              seconds(outcome)));
    }
    return new Warmed(Optional.of(outcome));
  }

  /** Whether the run can begin: all is warm, or nobody asked for that. */
  boolean isReady() {
    return outcome.map(its -> its.unsettled().isEmpty()).orElse(true);
  }

  /** Keeps how long it took; a run that never became warm can say nothing. */
  void record(RunRecorder recorder) {
    outcome.ifPresent(
        its -> {
          recorder.sample(SECONDS, seconds(its));
          if (!isReady()) {
            recorder.abort(
                String.format(
                    Locale.ROOT,
                    "never became warm: after %.0f s %s. Stop what else runs on this machine, or"
                        + " give it longer: -Dholdfast.warm-up.most=120s",
                    seconds(its),
                    String.join(", and ", its.unsettled())));
          }
        });
  }

  private static double seconds(WarmUp.Outcome outcome) {
    return outcome.took().toMillis() / 1e3;
  }
}
