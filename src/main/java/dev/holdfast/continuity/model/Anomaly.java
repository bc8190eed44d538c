package dev.holdfast.continuity.model;

import java.util.Arrays;

/**
 * Everything that can be wrong with one reconnection: a closed list, which reports name in full.
 *
 * <p>The identifiers are part of the {@code verdict.json} contract and never change.
 */
public enum Anomaly {
  /** An item of the history that the server had acknowledged or shown is gone. */
  LOST_MESSAGE("lost-message"),
  /** A message stands in the history twice. */
  DUPLICATED_MESSAGE("duplicated-message"),
  /** Two messages stand in another order than before. */
  REORDERED_MESSAGE("reordered-message"),
  /**
   * What was shown is there and is not what it was: a message with another text, role or author, a
   * tool call with another result, or the list of tool calls in another order.
   */
  CORRUPTED_MESSAGE("corrupted-message"),
  /** A message that nobody sent and nobody was shown. */
  UNEXPECTED_MESSAGE("unexpected-message"),
  /** The version went back behind one that the client had seen. */
  STALE_CONTEXT("stale-context"),
  /** Parts of the context come from different versions. */
  TORN_CONTEXT("torn-context"),
  /** A preference or variable is gone or has another value. */
  LOST_MEMORY("lost-memory"),
  /** The workflow is not where it was shown to be. */
  LOST_WORKFLOW_STEP("lost-workflow-step"),
  /** A tool call that was shown is gone from the history of tool calls. */
  LOST_TOOL_CALL("lost-tool-call"),
  /** A tool call was executed or recorded twice. */
  REPEATED_TOOL_CALL("repeated-tool-call"),
  /** Another user's data: none is tolerated. */
  FOREIGN_CONTEXT("foreign-context"),
  /** The session seems whole, but no longer gets what others say in it. */
  DEAF("deaf"),
  /** The client was let in, but as a stranger. */
  SESSION_NOT_RECOGNISED("session-not-recognised"),
  /** Refused although entitled. */
  BLOCKED("blocked"),
  /** Let in although not entitled. */
  ADMITTED("admitted"),
  /** The context was given up before its time. */
  EXPIRED_EARLY("expired-early"),
  /** The context outlived its time, or its end was not told. */
  NOT_EXPIRED("not-expired"),
  /** Everything came back, but after the deadline. */
  LATE_RESTORE("late-restore"),
  /** No answer, or not all of it, within the time that the client waits. */
  NO_ANSWER("no-answer"),
  /** The old and the new connection were both served. */
  SPLIT_SESSION("split-session");

  private final String id;

  Anomaly(String id) {
    this.id = id;
  }

  /** The name in reports, configuration and the wire of defects, such as {@code lost-message}. */
  public String id() {
    return id;
  }

  /**
   * Whether it says no more than that something did not come in time. A client that is itself late
   * can see that on a target that was not; it can make nothing that came wrong.
   */
  public boolean isOfTime() {
    return this == LATE_RESTORE || this == NO_ANSWER;
  }

  /**
   * The anomaly of that name.
   *
   * @throws IllegalArgumentException if no anomaly has that name
   */
  public static Anomaly of(String id) {
    return Arrays.stream(values())
        .filter(anomaly -> anomaly.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no anomaly is named '" + id + "'"));
  }
}
