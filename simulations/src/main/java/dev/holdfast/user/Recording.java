package dev.holdfast.user;

import dev.holdfast.evidence.EvidenceWriter;
import dev.holdfast.evidence.SessionEvidence;
import dev.holdfast.measure.JudgementSink;
import dev.holdfast.measure.journal.RunRecorder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a run that has begun is recorded: what is counted of a return and the evidence of it are
 * both there, or neither is, so that the recording can be judged again to the last count.
 */
public final class Recording {

  private final RunRecorder recorder;
  private final EvidenceWriter evidence;
  private final ReadWriteLock accounts = new ReentrantReadWriteLock();
  private boolean ended;

  /**
   * A recording.
   *
   * @param recorder keeps all figures
   * @param evidence keeps what the oracle saw, so that it can judge again
   */
  public Recording(RunRecorder recorder, EvidenceWriter evidence) {
    this.recorder = recorder;
    this.evidence = evidence;
  }

  /** Keeps all figures. */
  public RunRecorder recorder() {
    return recorder;
  }

  /** Keeps what the oracle saw. */
  public EvidenceWriter evidence() {
    return evidence;
  }

  /**
   * Tells recorder and evidence of one judgement, or, after the end, neither.
   *
   * @param event what they are told
   * @param ofSession the evidence of that session; null where none is kept
   */
  void tell(Consumer<JudgementSink> event, @Nullable SessionEvidence ofSession) {
    accounts.readLock().lock();
    try {
      if (ended) {
        return;
      }
      event.accept(recorder);
      if (ofSession != null) {
        event.accept(ofSession);
      }
    } finally {
      accounts.readLock().unlock();
    }
  }

  /** From here on no judgement is recorded. */
  public void end() {
    accounts.writeLock().lock();
    try {
      ended = true;
    } finally {
      accounts.writeLock().unlock();
    }
  }
}
