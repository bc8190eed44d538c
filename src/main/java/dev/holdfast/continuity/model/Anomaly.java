package dev.holdfast.continuity.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Everything that can be wrong with one reconnection: a closed list, which reports name in full.
 *
 * <p>The identifiers are part of the {@code verdict.json} contract and never change.
 */
public enum Anomaly {
  /** An item of the history that the server had acknowledged or shown is gone. */
  LOST_MESSAGE("lost-message", Kind.ITEM_GONE),
  /** A message stands in the history twice. */
  DUPLICATED_MESSAGE("duplicated-message", Kind.ITEM_HARMED),
  /** Two messages stand in another order than before. */
  REORDERED_MESSAGE("reordered-message", Kind.ITEM_GONE),
  /**
   * What was shown is there and is not what it was: a message with another text, role or author, a
   * tool call with another result, or the list of tool calls in another order.
   */
  CORRUPTED_MESSAGE("corrupted-message", Kind.ITEM_HARMED),
  /** A message that nobody sent and nobody was shown. */
  UNEXPECTED_MESSAGE("unexpected-message", Kind.ITEM_GONE),
  /** The version went back behind one that the client had seen. */
  STALE_CONTEXT("stale-context", Kind.OTHER_VERSION),
  /** Parts of the context come from different versions. */
  TORN_CONTEXT("torn-context", Kind.OTHER_VERSION),
  /** A preference or variable is gone or has another value. */
  LOST_MEMORY("lost-memory", Kind.STATE_GONE),
  /** The workflow is not where it was shown to be. */
  LOST_WORKFLOW_STEP("lost-workflow-step", Kind.STATE_GONE),
  /** A tool call that was shown is gone from the history of tool calls. */
  LOST_TOOL_CALL("lost-tool-call", Kind.ITEM_GONE),
  /** A tool call was executed or recorded twice. */
  REPEATED_TOOL_CALL("repeated-tool-call", Kind.ITEM_HARMED),
  /** Another user's data: none is tolerated. */
  FOREIGN_CONTEXT("foreign-context", Kind.OTHER_USER),
  /** The session seems whole, but no longer gets what others say in it. */
  DEAF("deaf", Kind.CONNECTION),
  /** The client was let in, but as a stranger. */
  SESSION_NOT_RECOGNISED("session-not-recognised", Kind.STRANGER),
  /** Refused although entitled. */
  BLOCKED("blocked", Kind.GIVEN_UP),
  /** Let in although not entitled. */
  ADMITTED("admitted", Kind.NOT_KEPT_OUT),
  /** The context was given up before its time. */
  EXPIRED_EARLY("expired-early", Kind.GIVEN_UP),
  /** The context outlived its time, or its end was not told. */
  NOT_EXPIRED("not-expired", Kind.OUTLIVED),
  /** Everything came back, but after the deadline. */
  LATE_RESTORE("late-restore", Kind.TIME),
  /** No answer, or not all of it, within the time that the client waits. */
  NO_ANSWER("no-answer", Kind.TIME),
  /** The old and the new connection were both served. */
  SPLIT_SESSION("split-session", Kind.CONNECTION);

  /**
   * What is wrong at all, so that whoever cares for some anomalies only cares for all of their
   * kind.
   */
  public enum Kind {
    /** Items are not those that are owed, as where another state of the context came back. */
    ITEM_GONE,
    /** The owed items came, and not as they were. */
    ITEM_HARMED,
    /** Memory or workflow are not those that are owed. */
    STATE_GONE,
    /** The whole context, or a part of it, is of another version. */
    OTHER_VERSION,
    /** It is another user's. */
    OTHER_USER,
    /** Another session of the same user began. */
    STRANGER,
    /** The session is gone before its time, or its user is kept out of it. */
    GIVEN_UP,
    /** The session is there after its time. */
    OUTLIVED,
    /** Somebody is in who should not be. */
    NOT_KEPT_OUT,
    /** Which of the client's connections is served, or hears what others say. */
    CONNECTION,
    /** Something did not come in time. */
    TIME
  }

  private final String id;
  private final Kind kind;

  Anomaly(String id, Kind kind) {
    this.id = id;
    this.kind = kind;
  }

  /** What is wrong at all. */
  public Kind kind() {
    return kind;
  }

  /** All anomalies of these kinds; a set of its own. */
  public static Set<Anomaly> ofKinds(Predicate<Kind> kinds) {
    Set<Anomaly> all = EnumSet.noneOf(Anomaly.class);
    for (Anomaly each : values()) {
      if (kinds.test(each.kind)) {
        all.add(each);
      }
    }
    return all;
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
    return kind == Kind.TIME;
  }

  /**
   * Whether something that was there is gone, or all of it as it was before: what a backend that
   * ends can take with it. It can neither harm what is left, nor mix what was at different times,
   * nor show anybody what is another's.
   */
  public boolean isLoss() {
    return switch (kind) {
      case STATE_GONE, STRANGER, GIVEN_UP -> true;
      case OTHER_VERSION -> this == STALE_CONTEXT;
      case ITEM_GONE -> this == LOST_MESSAGE || this == LOST_TOOL_CALL;
      case ITEM_HARMED, OTHER_USER, OUTLIVED, NOT_KEPT_OUT, CONNECTION, TIME -> false;
    };
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
