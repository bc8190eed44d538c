package dev.holdfast.backend.defects;

import dev.holdfast.backend.defects.harms.Harm;
import dev.holdfast.backend.defects.harms.HistoryHarm;
import dev.holdfast.backend.defects.harms.OriginHarm;
import dev.holdfast.backend.defects.harms.StateHarm;
import dev.holdfast.backend.defects.harms.TextHarm;
import dev.holdfast.backend.defects.harms.ToolCallHarm;
import dev.holdfast.backend.defects.harms.Victim;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which defect harms what a returning connection is shown, and how. */
public final class Harms {
  private static final int THIRD = 3;
  private static final Map<Defect, Harm> BY_DEFECT = new EnumMap<>(Defect.class);

  static {
    BY_DEFECT.put(Defect.LOST_MESSAGE, HistoryHarm::losesOne);
    BY_DEFECT.put(Defect.LOST_LAST_ACKED_MESSAGE, HistoryHarm::losesLastOfUser);
    BY_DEFECT.put(
        Defect.LOST_MID_TURN_MESSAGE,
        only(victim -> victim.reconnection().midTurn(), HistoryHarm::losesLastOfUser));
    BY_DEFECT.put(
        Defect.LOST_ON_NEW_PLACE,
        only(victim -> victim.reconnection().placeChanged(), HistoryHarm::losesOne));
    BY_DEFECT.put(Defect.WARM_GREETING_EMPTY_CONTEXT, StateHarm::empties);
    BY_DEFECT.put(Defect.DUPLICATED_MESSAGE, HistoryHarm::duplicates);
    BY_DEFECT.put(Defect.REORDERED_MESSAGE, HistoryHarm::reorders);
    BY_DEFECT.put(Defect.CORRUPTED_MESSAGE, HistoryHarm::corrupts);
    BY_DEFECT.put(Defect.STALE_TEXT, HistoryHarm::rewritesWithOlder);
    BY_DEFECT.put(Defect.ANOTHER_QUESTION, OriginHarm::answersAnother);
    BY_DEFECT.put(Defect.REWRITTEN_TIMESTAMP, only(Harms::wasShown, OriginHarm::isOfAnotherTime));
    BY_DEFECT.put(Defect.REWRITTEN_CREATION, only(Harms::wasShown, OriginHarm::beganAtAnotherTime));
    BY_DEFECT.put(Defect.ANOTHER_USER, OriginHarm::belongsToAnother);
    BY_DEFECT.put(Defect.UNEXPECTED_MESSAGE, HistoryHarm::invents);
    BY_DEFECT.put(Defect.CUT_TEXT, TextHarm::cuts);
    BY_DEFECT.put(Defect.NORMALISED_TEXT, TextHarm::normalises);
    BY_DEFECT.put(Defect.TRIMMED_TEXT, TextHarm::trims);
    BY_DEFECT.put(Defect.ESCAPED_TEXT, TextHarm::escapes);
    BY_DEFECT.put(Defect.JOINED_LINES, TextHarm::joinsLines);
    BY_DEFECT.put(Defect.REPLACED_EMOJI, TextHarm::replacesEmoji);
    BY_DEFECT.put(Defect.HISTORY_WINDOW, TextHarm::limitsHistory);
    BY_DEFECT.put(Defect.ROUNDED_NUMBER, TextHarm::roundsNumbers);
    BY_DEFECT.put(Defect.UNTYPED_MEMORY, TextHarm::makesTexts);
    BY_DEFECT.put(Defect.STALE_CONTEXT, StateHarm::isStale);
    BY_DEFECT.put(
        Defect.SAVES_ON_CLEAN_CLOSE_ONLY,
        only(victim -> !victim.reconnection().cleanEnd(), StateHarm::wasNotSaved));
    BY_DEFECT.put(
        Defect.SAVES_ON_DISCONNECT,
        only(victim -> victim.reconnection().takesOver(), StateHarm::wasNotSaved));
    BY_DEFECT.put(Defect.TORN_CONTEXT, StateHarm::tears);
    BY_DEFECT.put(Defect.LOST_MEMORY, StateHarm::losesMemory);
    BY_DEFECT.put(Defect.LOST_WORKFLOW_STEP, StateHarm::losesStep);
    BY_DEFECT.put(Defect.LOST_TOOL_CALL, ToolCallHarm::losesOne);
    BY_DEFECT.put(Defect.CUT_TOOL_RESULT, ToolCallHarm::cutsResult);
    BY_DEFECT.put(Defect.REORDERED_TOOL_CALLS, ToolCallHarm::reorders);
    BY_DEFECT.put(Defect.REVIVED_AFTER_EXPIRY, StateHarm::revives);
    BY_DEFECT.put(Defect.REPEATED_TOOL_CALL, ToolCallHarm::repeatsLast);
    BY_DEFECT.put(Defect.FOREIGN_CONTEXT, HistoryHarm::showsAnothers);
    BY_DEFECT.put(Defect.SESSION_NOT_RECOGNISED, StateHarm::isAStrangers);
    BY_DEFECT.put(
        Defect.FORGETS_THIRD_RECONNECT,
        only(victim -> victim.reconnection().number() == THIRD, StateHarm::isAStrangers));
  }

  private Harms() {}

  /** The harm of a defect; empty if it does its harm elsewhere. */
  public static Optional<Harm> of(Defect defect) {
    return Optional.ofNullable(BY_DEFECT.get(defect));
  }

  /** Whether the context was fetched before, so that its times are known. */
  private static boolean wasShown(Victim victim) {
    return victim.reconnection().number() > 1 && !victim.context().history().isEmpty();
  }

  private static Harm only(Predicate<Victim> when, Harm harm) {
    return victim -> when.test(victim) ? harm.on(victim) : Optional.empty();
  }
}
