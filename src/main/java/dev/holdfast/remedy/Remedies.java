package dev.holdfast.remedy;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What to do about a run that is INVALID or not proven. Each command is worked out from the run's
 * own figures; where they give nothing to work with, the remedy says what to look at.
 */
public final class Remedies {

  /** A longer run meets hiccups that a short one did not: so much is added to what is needed. */
  private static final double MARGIN = 1.05;

  /** From here on, somebody who only wants to see something run is better served by a smoke run. */
  private static final double FAR = 10;

  private final RunRecord run;
  private final Assessment assessment;
  private final RecordedLoad load;
  private final SuggestedCommand command;
  private final List<Remedy> remedies = new ArrayList<>();

  private Remedies(RunRecord run, Assessment assessment) {
    this.run = run;
    this.assessment = assessment;
    this.load = RecordedLoad.of(run.identity());
    this.command = SuggestedCommand.of(run.identity());
  }

  /** What to do, the most helpful first; empty where the run says what it was to say. */
  public static List<Remedy> of(RunRecord run, Assessment assessment) {
    Remedies remedies = new Remedies(run, assessment);
    if (assessment.verdict() == Verdict.INVALID) {
      // What a valid run would lack nobody knows yet, so this is the one thing to do.
      remedies.invalid();
    } else if (!assessment.smoke() && remedies.mayBeProven()) {
      remedies.notProven();
    }
    return remedies.secretsNamed();
  }

  private void invalid() {
    run.abortReasons().forEach(this::aborted);
    if (!run.complete()) {
      again("let the run come to its end");
    }
    boolean late = assessment.objectives().stream().anyMatch(ObjectiveResult::explained);
    if (late && run.lag().getTotalCount() > 0) {
      remedies.add(new LateRemedy(run, load, command).found());
    }
    boolean running = run.complete() && run.abortReasons().isEmpty();
    if (running
        && run.peakConcurrentUsers() < load.users()
        && load.ramp().compareTo(load.duration()) >= 0) {
      run(
          "the first users had left before the last came: a life must be longer than the ramp",
          "holdfast.duration",
          RecordedLoad.times(load.ramp().plus(load.duration()), 1));
    }
    if (remedies.isEmpty()) {
      again("the reasons above name what to look at; once that is put right");
    }
  }

  /** Known reasons by their words, which their own places give; any other is told to be read. */
  private void aborted(String reason) {
    String words = reason.toLowerCase(Locale.ROOT);
    if (words.contains("never became warm")) {
      run(
          "end what else keeps the processors busy (look with top), or give the warm-up longer",
          "holdfast.warm-up.most",
          RecordedLoad.times(load.warmUp(), 2));
    } else if (words.contains("too many open files")) {
      remedies.add(
          new Remedy("allow more open files, in the same shell", "ulimit -n $(ulimit -Hn)"));
      again("then");
    } else if (words.contains("out of local ports")) {
      again(
          "name further addresses of this machine in holdfast.source-addresses, or wait a minute"
              + " until ports of an earlier run are free");
    } else if (words.contains("never reachable")) {
      again("make the target answer at " + run.identity().target());
    }
  }

  /** Nothing speaks against the target, so more of the same can prove it. */
  private boolean mayBeProven() {
    return run.total().judged() > 0
        && assessment.objectives().stream()
            .noneMatch(each -> each.status() == Status.MISSED && !each.explained());
  }

  private void notProven() {
    double longer = 1;
    boolean narrower = false;
    for (ObjectiveResult each : assessment.objectives()) {
      if (each.status() == Status.NOT_PROVEN && !each.explained()) {
        longer = Math.max(longer, each.longer());
        narrower |= each.longer() == 1;
      }
    }
    if (load.duration().isZero()) {
      return;
    }
    if (longer > 1) {
      long judged = run.total().judged();
      long more = Math.round(judged * (longer - 1));
      run(
          Wording.count(more)
              + " more returns than these "
              + Wording.count(judged)
              + " are needed to prove what is promised",
          "holdfast.duration",
          RecordedLoad.times(load.duration(), longer * MARGIN));
      if (longer > FAR) {
        run("or ask for no proof, only whether anything breaks", "holdfast.smoke", "true");
      }
    } else if (narrower) {
      run(
          "a limit lies within the bounds of what was measured: twice as long narrows them by a"
              + " third",
          "holdfast.duration",
          RecordedLoad.times(load.duration(), 2));
    }
  }

  private void again(String what) {
    remedies.add(new Remedy(what, command.line()));
  }

  private void run(String what, String key, String value) {
    remedies.add(command.changed(what, key, value));
  }

  private List<Remedy> secretsNamed() {
    if (!command.hidesSecrets()) {
      return List.copyOf(remedies);
    }
    return remedies.stream()
        .map(
            each ->
                each.command().startsWith("mvn ")
                    ? new Remedy(
                        each.what() + " (give the secrets again as well)",
                        each.command(),
                        each.changed())
                    : each)
        .toList();
  }
}
