package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;
import dev.holdfast.wording.Wording;

/** The run in one sentence: how many reconnections kept their session, and how sure that is. */
public final class VerdictSentence {

  private VerdictSentence() {}

  public static String of(RunRecord run, Assessment assessment) {
    Tally total = run.total();
    if (total.planned() == 0) {
      return "No reconnection was planned, so nothing is known of sessions.";
    }
    String kept =
        Wording.count(total.kept())
            + " of "
            + Wording.count(total.planned())
            + " planned reconnections ("
            + Wording.shareDown(ContinuityShare.rate(total), run.identity().requiredContinuity())
            + ") kept their session";
    String bound =
        ": at least "
            + Wording.shareDown(
                assessment.continuityLowerBound(), run.identity().requiredContinuity())
            + " with "
            + Wording.share(run.identity().confidence())
            + " confidence, required "
            + Wording.share(run.identity().requiredContinuity())
            + ".";
    long unjudged = total.planned() - total.judged();
    String missing =
        unjudged == 0
            ? ""
            : " "
                + Wording.count(Math.abs(unjudged))
                + (unjudged > 0 ? " were never judged." : " more were judged than planned.");
    return kept + bound + missing;
  }
}
