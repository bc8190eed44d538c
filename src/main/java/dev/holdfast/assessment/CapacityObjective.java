package dev.holdfast.assessment;

import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.LevelVerdict;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.Objective;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.wording.Wording;
import java.util.Locale;
import java.util.Optional;

/**
 * The promise that a target bears a load.
 *
 * @param kind of load
 * @param required the least; 0 if any confirmed figure will do
 * @param search that looked for it; empty if nothing was measured
 */
record CapacityObjective(LoadKind kind, double required, Optional<RecordedSearch> search)
    implements Objective {

  @Override
  public ObjectiveResult judge(RunRecord run) {
    if (search.isEmpty()) {
      return result("nothing", ObjectiveResult.Status.NOT_MEASURED, "");
    }
    Answer answer = search.get().answer();
    Double load = answer.load();
    if (load == null) {
      boolean seenToBreak =
          search.get().levels().stream().allMatch(level -> level.verdict() == LevelVerdict.BROKE);
      return result(
          "no figure",
          seenToBreak ? ObjectiveResult.Status.MISSED : ObjectiveResult.Status.NOT_MEASURED,
          answer.because());
    }
    String measured =
        (answer.kind() == Answer.Kind.AT_LEAST ? "at least " : "") + Wording.number(load, required);
    if (load >= required) {
      return result(measured, ObjectiveResult.Status.MET, answer.because());
    }
    return result(
        measured,
        answer.kind() == Answer.Kind.AT_LEAST
            ? ObjectiveResult.Status.NOT_PROVEN
            : ObjectiveResult.Status.MISSED,
        answer.because());
  }

  @Override
  public boolean failsASmokeRun() {
    return false;
  }

  private ObjectiveResult result(String measured, ObjectiveResult.Status status, String why) {
    return new ObjectiveResult(
        "capacity-" + kind.name().toLowerCase(Locale.ROOT),
        "Holds " + kind.words(),
        required == 0 ? "a figure" : "≥ " + Wording.setting(required),
        measured,
        status,
        why);
  }
}
