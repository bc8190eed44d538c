package dev.holdfast.evidence;

import dev.holdfast.continuity.model.ForeignMarks;
import dev.holdfast.continuity.model.Mark;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.owed.LedgerEntry;
import dev.holdfast.measure.FoundBeside;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.JudgementSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects one session's evidence. Make its ledger with {@code new Ledger(sessionId, evidence,
 * evidence)}, and tell of each judgement before it is adopted. For one thread at a time, as the
 * ledger.
 */
public final class SessionEvidence implements Consumer<LedgerEntry>, ForeignMarks, JudgementSink {

  private final EvidenceWriter writer;
  private final String key;
  private final String sessionId;
  private final ForeignMarks marks;
  private final TextTable texts = new TextTable();
  private final HistoryTable histories = new HistoryTable();
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final Map<String, Mark> foreign = new LinkedHashMap<>();

  /**
   * Begins the evidence of one session.
   *
   * @param writer of the run
   * @param key names the virtual user within the run; no two sessions share one
   * @param sessionId the session's public name; may be empty
   * @param marks tells foreign texts, normally the user's tag
   */
  public SessionEvidence(EvidenceWriter writer, String key, String sessionId, ForeignMarks marks) {
    this.writer = writer;
    this.key = key;
    this.sessionId = sessionId;
    this.marks = marks;
  }

  @Override
  public void accept(LedgerEntry entry) {
    entries.add(entry);
  }

  @Override
  public @Nullable Mark foreignIn(String text) {
    Mark mark = marks.foreignIn(text);
    if (mark != null) {
      foreign.put(text, mark);
    }
    return mark;
  }

  /** Writes down a judgement with all that led to it. */
  @Override
  public void judged(JudgedReturn judged) {
    Reconnection came = judged.came();
    if (came == null) {
      writer.write(new EvidenceLine.NeverBegun(key, judged.judgement(), judged.countedIn()));
      return;
    }
    writer.write(
        new Evidence(
            key, sessionId, entries, foreign, came, judged.judgement(), judged.countedIn()),
        texts,
        histories);
    entries.clear();
    foreign.clear();
  }

  @Override
  public void found(FoundBeside found) {
    if (!found.findings().isEmpty()) {
      writer.write(new EvidenceLine.Aside(key, found.findings()));
    }
  }

  /** The session has ended: who reads the evidence need not keep anything of it. */
  public void ended() {
    writer.write(new EvidenceLine.SessionEnd(key));
  }
}
