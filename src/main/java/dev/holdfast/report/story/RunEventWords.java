package dev.holdfast.report.story;

import dev.holdfast.assessment.RefusedMessages;
import dev.holdfast.measure.RunEvent;
import dev.holdfast.objectives.DroppedObjective;
import dev.holdfast.objectives.EstablishedObjective;
import dev.holdfast.objectives.ReadableObjective;
import java.util.Map;

/** What happened in a run beside its returns, in a few words for a chart's row. */
public final class RunEventWords {

  private static final String DETAIL = ": ";

  private static final Map<String, String> WORDS =
      Map.of(
          DroppedObjective.EVENT, "dropped by the target",
          EstablishedObjective.FAILED, "session not opened",
          ReadableObjective.EVENT, "frame not readable",
          RefusedMessages.EVENT, "message refused",
          RunEvent.OTHER_SPOKE, "others spoke",
          RunEvent.OTHER_REFUSED, "others refused",
          RunEvent.TOLD_LOSS, "loss told by the target",
          RunEvent.LOST_WITH_BACKEND, "lost with the backend");

  private RunEventWords() {}

  /** In words, with its detail if it has one; a name that is new here as it is. */
  public static String of(String event) {
    String[] parts = event.split(DETAIL, 2);
    String words = WORDS.getOrDefault(parts[0], parts[0]);
    return parts.length == 1 ? words : words + DETAIL + parts[1];
  }
}
