package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Origin;
import org.jspecify.annotations.Nullable;

/** Whose context is owed, as it was granted or shown first, and the beginning that was shown. */
public final class OwedOrigin {

  private String userId = "";
  private long createdAt = Message.UNTIMED;
  private @Nullable Long forgiven;

  /** The session belongs to that user. */
  public void grant(String user) {
    userId = user;
  }

  /** Whether a context may be that of this user: not if it names another. */
  public boolean isOf(Origin came) {
    return userId.isEmpty() || came.userId().isEmpty() || userId.equals(came.userId());
  }

  /** Judges what a context tells of its origin. */
  public void judge(Origin came, Findings findings) {
    judgeUser(came, findings);
    if (createdAt != Message.UNTIMED
        && !isTime(createdAt, came.createdAt())
        && (forgiven == null || !isTime(forgiven, came.createdAt()))) {
      findings.add(
          Anomaly.TORN_CONTEXT,
          "a context created at " + createdAt,
          came.createdAt() == Message.UNTIMED
              ? "no time of creation"
              : "created at " + came.createdAt());
    }
  }

  /** Judges whose a context is, where it may have begun anew. */
  public void judgeUser(Origin came, Findings findings) {
    if (!isOf(came)) {
      findings.add(Anomaly.FOREIGN_CONTEXT, "user " + userId, "user " + came.userId());
    }
  }

  /** Takes what came for known; what contradicts it was reported, and may come again. */
  public void adopt(Origin came) {
    if (userId.isEmpty()) {
      userId = came.userId();
    }
    if (createdAt == Message.UNTIMED) {
      createdAt = came.createdAt();
    } else {
      forgiven = isTime(createdAt, came.createdAt()) ? null : Long.valueOf(came.createdAt());
    }
  }

  /** The context begins anew, for the same user. */
  void startClean() {
    createdAt = Message.UNTIMED;
    forgiven = null;
  }

  private static boolean isTime(long known, long came) {
    return known == came
        || (known != Message.UNTIMED && came != Message.UNTIMED && Message.sameTime(known, came));
  }
}
