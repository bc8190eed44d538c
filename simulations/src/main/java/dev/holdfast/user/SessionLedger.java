package dev.holdfast.user;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.evidence.SessionEvidence;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one user's session is owed, and the evidence of it.
 *
 * <p>Mutable and confined to its user's event loop.
 */
final class SessionLedger {

  private final RunContext runContext;
  private final String name;
  private final Tag tag;
  private boolean keepsEvidence = true;
  private @Nullable SessionEvidence evidence;
  private @Nullable Ledger ledger;

  /**
   * Of a session that is not open yet.
   *
   * @param name its user's
   * @param tag the mark in its user's texts
   */
  SessionLedger(RunContext runContext, String name, Tag tag) {
    this.runContext = runContext;
    this.name = name;
    this.tag = tag;
  }

  /** Keeps no evidence of it, so that a long run does not fill the disk. */
  void keepNoEvidence() {
    keepsEvidence = false;
  }

  /** The session was opened, or granted anew. */
  void open(SessionGrant grant) {
    if (ledger != null) {
      return;
    }
    String sessionId = grant.sessionId();
    if (keepsEvidence) {
      evidence = new SessionEvidence(runContext.evidence(), name, sessionId, tag);
      ledger = new Ledger(sessionId, evidence, evidence);
    } else {
      ledger = new Ledger(sessionId, tag);
    }
    ledger.granted(grant.userId());
  }

  /** The ledger of the open session. */
  Ledger ledger() {
    return Objects.requireNonNull(ledger, "no session was opened");
  }

  /** Keeps what happens; null where nothing is kept of this user. */
  @Nullable SessionEvidence evidence() {
    return evidence;
  }

  /** The same at the end: a session that never opened has planned returns all the same. */
  @Nullable SessionEvidence lastEvidence() {
    if (evidence == null && keepsEvidence) {
      evidence = new SessionEvidence(runContext.evidence(), name, "", tag);
    }
    return evidence;
  }

  /** Nothing more happens to it. */
  void ended() {
    if (evidence != null) {
      evidence.ended();
    }
  }
}
