package dev.holdfast.backend.defects;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The closed catalogue: everything that this backend can be told to get wrong. */
public enum Defect {
  LOST_MESSAGE("lost-message", "One message of the history is missing."),
  LOST_LAST_ACKED_MESSAGE(
      "lost-last-acked-message", "lost-message", "The last acknowledged user message is missing."),
  LOST_MID_TURN_MESSAGE(
      "lost-mid-turn-message",
      "lost-message",
      "The user message whose turn was in progress at the cut is missing."),
  LOST_ON_NEW_PLACE(
      "lost-on-new-place", "lost-message", "A message is missing, only after a change of IP."),
  WARM_GREETING_EMPTY_CONTEXT(
      "warm-greeting-empty-context",
      "lost-message",
      "The session is greeted as known, and everything in it is gone."),
  DUPLICATED_MESSAGE("duplicated-message", "One message stands in the history twice."),
  REORDERED_MESSAGE("reordered-message", "Two neighbouring messages have changed places."),
  CORRUPTED_MESSAGE("corrupted-message", "One message has come back with another text."),
  STALE_TEXT(
      "stale-text",
      "corrupted-message",
      "The history has its right length, but one text is that of an older message."),
  CUT_TEXT("cut-text", "corrupted-message", "Texts end after 4,096 characters."),
  NORMALISED_TEXT(
      "normalised-text", "corrupted-message", "Texts have come back in Unicode's composed form."),
  TRIMMED_TEXT("trimmed-text", "corrupted-message", "Texts have lost the blanks at their ends."),
  ESCAPED_TEXT("escaped-text", "corrupted-message", "Texts are escaped as in HTML."),
  JOINED_LINES("joined-lines", "corrupted-message", "Texts have come back on one line."),
  REPLACED_EMOJI(
      "replaced-emoji", "corrupted-message", "Characters beyond 16 bits are question marks."),
  HISTORY_WINDOW("history-window", "lost-message", "Only the last 50 messages come back."),
  CUT_ANSWER(
      "cut-answer",
      "corrupted-message",
      Trigger.TURN,
      "An answer is stored only as far as it was sent before its connection had gone."),
  UNEXPECTED_MESSAGE("unexpected-message", "The history has a message that nobody sent."),
  STALE_CONTEXT("stale-context", "Version and content are those of an older snapshot."),
  SAVES_ON_CLEAN_CLOSE_ONLY(
      "saves-on-clean-close-only",
      "stale-context",
      "What happened on the last connection is gone unless the client closed it cleanly."),
  SAVES_ON_DISCONNECT(
      "saves-on-disconnect",
      "stale-context",
      "What happened on the last connection is gone unless the server saw that one end."),
  TORN_CONTEXT("torn-context", "Memory is of the current version, the workflow of the one before."),
  LOST_MEMORY("lost-memory", "One preference or variable is missing."),
  ROUNDED_NUMBER("rounded-number", "lost-memory", "Numbers have gone through doubles."),
  UNTYPED_MEMORY("untyped-memory", "lost-memory", "Numbers, truth values and null are texts."),
  DROPPED_AT_WRITE(
      "dropped-at-write",
      "lost-memory",
      Trigger.MESSAGE,
      "A message is acknowledged, and what it asked to be remembered is not written."),
  CHANGED_AT_WRITE(
      "changed-at-write",
      "lost-memory",
      Trigger.MESSAGE,
      "One entry of what a message asked to be remembered is written with another value."),
  CUT_AT_WRITE(
      "cut-at-write",
      "lost-memory",
      Trigger.MESSAGE,
      "One entry of what a message asked to be remembered is written without its end."),
  LOST_WORKFLOW_STEP("lost-workflow-step", "The workflow stands a step before where it was."),
  LOST_TOOL_CALL("lost-tool-call", "One tool call is missing."),
  LOST_CALL_OF_CUT_TURN(
      "lost-call-of-cut-turn",
      "lost-tool-call",
      Trigger.TURN,
      "A turn whose connection has gone is stored without its tool call."),
  CUT_TOOL_RESULT(
      "cut-tool-result", "corrupted-message", "One tool call's result is without its end."),
  REORDERED_TOOL_CALLS(
      "reordered-tool-calls",
      "corrupted-message",
      "Two neighbouring tool calls have changed places."),
  REPEATED_TOOL_CALL(
      "repeated-tool-call", "The last tool call was executed again, under another id."),
  FOREIGN_CONTEXT("foreign-context", "The history holds another user's messages."),
  SESSION_NOT_RECOGNISED(
      "session-not-recognised", "The client is let in, but greeted as a stranger."),
  FORGETS_THIRD_RECONNECT(
      "forgets-third-reconnect",
      "session-not-recognised",
      "The third return of a session is greeted as a stranger's."),
  BLOCKED("blocked", Trigger.ADMISSION, "A return with a valid token is refused with 403."),
  BLOCKED_UNAUTHORIZED(
      "blocked-unauthorized",
      "blocked",
      Trigger.ADMISSION,
      "A return with a valid token is refused with 401."),
  BLOCKED_NEW_PLACE(
      "blocked-new-place",
      "blocked",
      Trigger.ADMISSION,
      "A return from another IP is refused with 403."),
  ADMITTED("admitted", Trigger.REFUSAL, "An expired, revoked or forged token is let in."),
  EXPIRED_EARLY(
      "expired-early", Trigger.RETENTION, "The context is given up after a gap that is too short."),
  EXPIRED_ONE_TICK_EARLY(
      "expired-one-tick-early",
      "expired-early",
      Trigger.RETENTION,
      "The context is given up up to 3 s (scaled) before its time."),
  GIVES_UP_NEWEST(
      "gives-up-newest",
      "lost-message",
      Trigger.RETENTION,
      "After a medium gap the user's newest messages are given up, not the oldest."),
  REVIVED_AFTER_EXPIRY(
      "revived-after-expiry",
      "not-expired",
      "What expired stands in the place of the clean session that followed."),
  NOT_EXPIRED("not-expired", Trigger.RETENTION, "The context outlives its time."),
  NOT_EXPIRED_ONE_TICK_LATE(
      "not-expired-one-tick-late",
      "not-expired",
      Trigger.RETENTION,
      "The context outlives its time by up to 3 s (scaled)."),
  LATE_RESTORE(
      "late-restore",
      "History and context come 200 ms after their deadline: 700 ms late after a brief gap."),
  LATENCY_CREEP(
      "latency-creep", "", "History and context take 100 ms, and 3 % more with every return."),
  SLOW_RESTORE("slow-restore", "", "History and context come 300 ms later, within their time."),
  DROPPED_CONNECTION(
      "dropped-connection", "", "The connection is closed 300 ms after all was restored."),
  NO_ANSWER("no-answer", "The history is never sent."),
  ANOTHER_QUESTION(
      "another-question",
      "corrupted-message",
      "One answer has come back as the answer to another question."),
  REWRITTEN_TIMESTAMP(
      "rewritten-timestamp",
      "corrupted-message",
      "One message has come back with another time than before."),
  REWRITTEN_CREATION(
      "rewritten-creation",
      "torn-context",
      "The context has come back with another creation time."),
  ANOTHER_USER(
      "another-user", "foreign-context", "The context says that it belongs to another user."),
  WRONG_RATE(
      "wrong-rate", "torn-context", "The status tells half the share of the items that came back."),
  WRONG_GAP_CLASS(
      "wrong-gap-class", "torn-context", "The status tells another class of gap than it was."),
  UNNOTICED_MOVE(
      "unnoticed-move",
      "session-not-recognised",
      "The greeting tells of no change of place though there was one."),
  INVENTED_MOVE(
      "invented-move",
      "session-not-recognised",
      "The greeting tells of a change of place though there was none."),
  UNEXPLAINED_TAKEOVER(
      "unexplained-takeover",
      "split-session",
      "A connection that is taken over is closed as if it were done."),
  RACE_SERVES_BOTH(
      "race-serves-both",
      "split-session",
      "Of two connections within a second, neither is closed, and both are served."),
  LYING_CHECK(
      "lying-check",
      "torn-context",
      "The context check tells the digest of another history than the one that is served."),
  STRANGER_CHECK(
      "stranger-check",
      "session-not-recognised",
      "The context check does not recognise a session that was greeted as known."),
  UNANSWERED_CHECK("unanswered-check", "no-answer", "The context check is never answered."),
  SPLIT_SESSION("split-session", "The old connection is not closed, and goes on being served."),
  CONTEXT_LEAK("context-leak", "", "A hundredth of the context is never freed."),
  DESCRIPTOR_LEAK("descriptor-leak", "", "A descriptor is opened and never closed."),
  DUPLICATED_CHUNK(
      "duplicated-chunk",
      "duplicated-message",
      Trigger.TURN,
      "One piece of an answer comes twice."),
  LOST_CHUNK("lost-chunk", "lost-message", Trigger.TURN, "One piece of an answer never comes."),
  DOUBLE_ACK(
      "double-ack", "duplicated-message", Trigger.MESSAGE, "A message is acknowledged twice."),
  ABANDONED_TURN(
      "abandoned-turn", "", Trigger.TURN, "A turn is given up when its connection has gone."),
  GAP_AFTER_RESUME(
      "gap-after-resume", "", Trigger.TURN, "A stream that is taken up again lacks a piece."),
  DOUBLE_AFTER_RESUME(
      "double-after-resume", "", Trigger.TURN, "A stream is taken up again one piece too early."),
  COUNTED_TWICE(
      "counted-twice", "", Trigger.RECONNECTION, "A session takes its return for two connections."),
  FORGED_REFRESH(
      "forged-refresh", "", Trigger.REFUSAL, "A forged token is taken on an open connection."),
  BROKEN_PAYLOAD_TAKEN(
      "broken-payload-taken",
      "",
      Trigger.PAYLOAD,
      "What cannot be read is answered as if it were a ping."),
  LOST_NOTIFICATION(
      "lost-notification", "", Trigger.NOTIFICATION, "A notification is never delivered."),
  DOUBLED_NOTIFICATION(
      "doubled-notification",
      "",
      Trigger.NOTIFICATION,
      "A notification is sent again although it was acknowledged."),
  UNORDERED_NOTIFICATION(
      "unordered-notification",
      "",
      Trigger.NOTIFICATION,
      "Notifications come as they were left, whatever their priority."),
  STALE_NOTIFICATION(
      "stale-notification",
      "",
      Trigger.NOTIFICATION,
      "A notification is delivered after its time.");

  private final String id;
  private final String anomaly;
  private final Trigger trigger;
  private final String description;

  Defect(String id, String description) {
    this(id, id, Trigger.RECONNECTION, description);
  }

  Defect(String id, Trigger trigger, String description) {
    this(id, id, trigger, description);
  }

  Defect(String id, String anomaly, String description) {
    this(id, anomaly, Trigger.RECONNECTION, description);
  }

  Defect(String id, String anomaly, Trigger trigger, String description) {
    this.id = id;
    this.anomaly = anomaly;
    this.trigger = trigger;
    this.description = description;
  }

  /** The name in configuration and metrics, such as {@code lost-message}. */
  public String id() {
    return id;
  }

  /**
   * The anomaly that it must be reported as; empty for what no single reconnection shows, and an
   * objective must: leaks, slow-downs, and what only a resilience run looks for.
   */
  public String anomaly() {
    return anomaly;
  }

  /** What its rate is a share of. */
  public Trigger trigger() {
    return trigger;
  }

  /** One sentence on what goes wrong. */
  public String description() {
    return description;
  }

  /** The defect of that name, if there is one. */
  public static Optional<Defect> of(String id) {
    return Arrays.stream(values()).filter(defect -> defect.id.equals(id)).findFirst();
  }

  /** All names. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Defect::id).toList();
  }
}
