package dev.holdfast.evidence;

import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence of a run counts up to, as it was judged live and as it is judged again; of
 * several recordings together. Holds counts only, however much evidence there is. For one thread.
 */
public final class Recount {

  private final Oracle oracle;
  private final Counts live = new Counts();
  private final Counts again = new Counts();
  private final List<String> troubles = new ArrayList<>();
  private long differing;
  private long neverBegun;

  /** Judges by this oracle. */
  public Recount(Oracle oracle) {
    this.oracle = oracle;
  }

  /**
   * Judges the evidence in that folder again. What is wrong with it becomes a trouble, in one
   * sentence; what was read before that counts.
   *
   * @param identity of the run, or of the part of it, that was recorded in that folder
   */
  public void add(Path folder, RunIdentity identity) {
    String name = EvidenceFile.NAME + " of " + identity.run();
    Rejudge judge = new Rejudge(oracle);
    try (EvidenceReader reader = EvidenceFile.read(folder)) {
      for (EvidenceLine line = reader.next(); line != null; line = reader.next()) {
        take(line, judge);
      }
      EvidenceHeader expected = EvidenceHeader.of(identity);
      if (!expected.equals(reader.header().orElse(null))) {
        troubles.add(
            name
                + " must be of "
                + expected
                + ", got that of "
                + reader.header().map(EvidenceHeader::toString).orElse("nobody"));
      }
      if (!reader.isWhole()) {
        troubles.add(
            name + " is not whole: it was cut, or the run was killed before it wrote the end");
      }
    } catch (IOException | IllegalArgumentException e) {
      troubles.add(name + " cannot be read: " + e.getMessage());
    }
  }

  /** Adds what another one counted. */
  public void add(Recount other) {
    live.add(other.live);
    again.add(other.again);
    troubles.addAll(other.troubles);
    differing += other.differing;
    neverBegun += other.neverBegun;
  }

  /** Why this cannot stand for the run: one sentence each, empty if it can. */
  public List<String> troubles() {
    return List.copyOf(troubles);
  }

  /** Judgements that count and were judged again. */
  public long judged() {
    return live.tally(Cohort.ALL).judged();
  }

  /** Judgements, counting ones or not, that are others now. */
  public long differing() {
    return differing;
  }

  /** Counting returns that were planned and never begun. */
  public long neverBegun() {
    return neverBegun;
  }

  /** Outcomes as they were judged live. */
  public Tally live(Cohort cohort) {
    return live.tally(cohort);
  }

  /** Outcomes as they are judged again. */
  public Tally again(Cohort cohort) {
    return again.tally(cohort);
  }

  /** How often that was found live. */
  public long live(Anomaly anomaly) {
    return live.anomalies.getOrDefault(anomaly, 0L);
  }

  /** How often it is found again. */
  public long again(Anomaly anomaly) {
    return again.anomalies.getOrDefault(anomaly, 0L);
  }

  private void take(EvidenceLine line, Rejudge judge) {
    if (line instanceof EvidenceLine.Judged judged) {
      Judgement now = judge.judge(judged);
      differing += now.equals(judged.judgement()) ? 0 : 1;
      neverBegun += judged instanceof EvidenceLine.NeverBegun && judged.countedIn() != null ? 1 : 0;
      live.count(judged.judgement(), judged.countedIn());
      again.count(now, judged.countedIn());
    } else if (line instanceof EvidenceLine.Aside aside) {
      Set<Anomaly> found =
          aside.findings().stream().map(Finding::anomaly).collect(Collectors.toSet());
      live.found(found);
      again.found(found);
    } else if (line instanceof EvidenceLine.SessionEnd end) {
      judge.ended(end);
    }
  }

  /** Outcomes by cohort, and anomalies, once a judgement. */
  private static final class Counts {
    private final Map<Cohort, Map<Outcome, Long>> outcomes = new HashMap<>();
    private final Map<Anomaly, Long> anomalies = new EnumMap<>(Anomaly.class);

    void count(Judgement judgement, @Nullable Cohorts countedIn) {
      if (countedIn != null) {
        for (Cohort cohort : countedIn) {
          outcomes
              .computeIfAbsent(cohort, fresh -> new EnumMap<>(Outcome.class))
              .merge(judgement.outcome(), 1L, Long::sum);
        }
      }
      found(judgement.anomalies());
    }

    void found(Collection<Anomaly> found) {
      found.forEach(anomaly -> anomalies.merge(anomaly, 1L, Long::sum));
    }

    void add(Counts other) {
      other.outcomes.forEach(
          (cohort, counts) -> {
            Map<Outcome, Long> own =
                outcomes.computeIfAbsent(cohort, fresh -> new EnumMap<>(Outcome.class));
            counts.forEach((outcome, count) -> own.merge(outcome, count, Long::sum));
          });
      other.anomalies.forEach((anomaly, count) -> anomalies.merge(anomaly, count, Long::sum));
    }

    Tally tally(Cohort cohort) {
      return new Tally(0, outcomes.getOrDefault(cohort, Map.of()));
    }
  }
}
