package dev.holdfast.report.page;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.markup.Figure;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Tally;

/** The run in one sentence: how many reconnections kept their session, and how sure that is. */
public final class VerdictSentence {

  private VerdictSentence() {}

  public static String of(RunRecord run, Assessment assessment) {
    Tally total = run.total();
    if (total.planned() == 0) {
      return "No reconnection was planned, so nothing is known of sessions.";
    }
    String kept =
        Figure.count(total.kept())
            + " of "
            + Figure.count(total.planned())
            + " planned reconnections ("
            + Figure.percent(ContinuityShare.rate(total))
            + ") kept their session";
    String bound =
        ": at least "
            + Figure.percent(assessment.continuityLowerBound())
            + " with "
            + Figure.percent(run.identity().confidence())
            + " confidence, required "
            + Figure.percent(run.identity().requiredContinuity())
            + ".";
    long unjudged = total.planned() - total.judged();
    String missing =
        unjudged == 0
            ? ""
            : " "
                + Figure.count(Math.abs(unjudged))
                + (unjudged > 0 ? " were never judged." : " more were judged than planned.");
    return kept + bound + missing;
  }
}
