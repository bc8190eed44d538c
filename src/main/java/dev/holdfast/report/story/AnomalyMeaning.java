package dev.holdfast.report.story;

import dev.holdfast.continuity.model.Anomaly;

/** Each anomaly in a sentence that a reader who meets it for the first time understands. */
public final class AnomalyMeaning {

  private AnomalyMeaning() {}

  /** What happened, in general. */
  public static String of(Anomaly anomaly) {
    return switch (anomaly) {
      case LOST_MESSAGE -> "A message that the server had acknowledged or shown was gone.";
      case DUPLICATED_MESSAGE -> "A message stood in the history twice.";
      case REORDERED_MESSAGE -> "Two messages stood in another order than before.";
      case CORRUPTED_MESSAGE ->
          "A message or tool call came back otherwise than it was: in its text, author or result.";
      case UNEXPECTED_MESSAGE -> "A message came that nobody sent and nobody had been shown.";
      case STALE_CONTEXT -> "The version went back behind one that the client had seen.";
      case TORN_CONTEXT -> "Parts of the context came from different versions.";
      case LOST_MEMORY -> "A preference or variable was gone or had another value.";
      case LOST_WORKFLOW_STEP -> "The workflow was not where it had been shown to be.";
      case LOST_TOOL_CALL -> "A tool call that had been shown was gone.";
      case REPEATED_TOOL_CALL -> "A tool call was executed or recorded twice.";
      case FOREIGN_CONTEXT -> "Another user's data was shown. None is tolerated.";
      case DEAF -> "The session seemed whole, but no longer got what others said in it.";
      case SESSION_NOT_RECOGNISED -> "The client was let in, but as a stranger.";
      case BLOCKED -> "The client was refused although entitled.";
      case ADMITTED -> "The client was let in although not entitled.";
      case EXPIRED_EARLY -> "The context was given up before its time.";
      case NOT_EXPIRED -> "The context outlived its time, or its end was not told.";
      case LATE_RESTORE -> "Everything came back, but after the deadline.";
      case NO_ANSWER -> "No answer, or not all of it, came while the client waited.";
      case SPLIT_SESSION -> "The old and the new connection were both served.";
    };
  }
}
