package dev.holdfast.report;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.history.BaselineComparison;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.objectives.Margin;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.report.page.ContinuityShare;
import java.util.List;

/** Verdicts as the objectives give them for the sample runs. */
public final class SampleAssessments {

  public static final BaselineComparison NOT_COMPARED = BaselineComparison.none("not compared");

  public static final Assessment PASS =
      new Assessment(
          Verdict.PASS,
          List.of(),
          List.of(
              objective(
                  "continuity",
                  "Sessions kept over reconnections",
                  "≥ 99.9 % at 95 % confidence",
                  "100 % of 20,000 (at least 99.985 %)",
                  Status.MET,
                  ""),
              objective(
                  "restore-brief-p999",
                  "Restore after a brief gap, p99.9",
                  "≤ 500 ms",
                  "31.2 ms",
                  Status.MET,
                  ""),
              objective(
                  "place-slowdown",
                  "Restore from another place",
                  "< 10 % slower",
                  "6.1 % slower (at most 7.4 %)",
                  Status.MET,
                  ""),
              objective(
                  "foreign-context", "Another user's data", "0", "0 of 20,000", Status.MET, "")),
          0.99985);

  public static final Assessment FAIL =
      new Assessment(
          Verdict.FAIL,
          List.of(
              "continuity missed: 99.73 % kept, at least 99.66 %, required 99.9 %",
              "foreign-context missed: 1 reconnection showed another user's data, none is"
                  + " tolerated"),
          List.of(
              objective(
                  "continuity",
                  "Sessions kept over reconnections",
                  "≥ 99.9 % at 95 % confidence",
                  "99.73 % of 20,000 (at least 99.66 %)",
                  Status.MISSED,
                  "54 reconnections broke; 11 are allowed at this volume."),
              objective(
                  "restore-brief-p999",
                  "Restore after a brief gap, p99.9",
                  "≤ 500 ms",
                  "812 ms",
                  Status.MISSED,
                  ""),
              objective(
                  "place-slowdown",
                  "Restore from another place",
                  "< 10 % slower",
                  "6.1 % slower (at most 7.4 %)",
                  Status.MET,
                  ""),
              objective(
                  "token-refresh",
                  "Token refresh without a break",
                  "≥ 99.9 % at 95 % confidence",
                  "100 % of 900 (at least 99.667 %)",
                  Status.NOT_PROVEN,
                  "2,095 more refreshes are needed."),
              objective(
                  "foreign-context", "Another user's data", "0", "1 of 20,000", Status.MISSED, "")),
          0.9966);

  public static final Assessment INVALID =
      new Assessment(
          Verdict.INVALID,
          List.of("target never reachable: ws://backend.example:8443/ws refused the connection"),
          List.of(
              objective(
                  "continuity",
                  "Sessions kept over reconnections",
                  "≥ 99.9 % at 95 % confidence",
                  "nothing",
                  Status.NOT_MEASURED,
                  "No reconnection was judged.")),
          0);

  private SampleAssessments() {}

  /** A soak that passed. */
  static Assessment soak(RunRecord run) {
    return new Assessment(
        Verdict.PASS, List.of(), PASS.objectives(), ContinuityShare.lowerBound(run.total(), 0.95));
  }

  public static ObjectiveResult objective(
      String id, String title, String required, String measured, Status status, String why) {
    Margin margin =
        required.equals("0") || status == Status.NOT_MEASURED
            ? Margin.NONE
            : new Margin(status == Status.MET ? 0.15 : 3.4);
    return new ObjectiveResult(id, title, required, measured, status, why).with(margin);
  }
}
