package dev.holdfast.evidence;

import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.measure.Cohorts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that evidence tells of a session. */
public sealed interface EvidenceLine {

  /** Names the virtual user within the run. */
  String key();

  /** A judgement that a run gave. */
  sealed interface Judged extends EvidenceLine permits Evidence, NeverBegun {

    /** How it was judged. */
    Judgement judgement();

    /** The cohorts that it was counted in; null where only what was found counts. */
    @Nullable Cohorts countedIn();
  }

  /**
   * A planned return that was never begun: nothing was seen that could be judged again.
   *
   * @param key names the virtual user within the run
   * @param judgement always broken
   * @param countedIn the cohorts that it was counted in; null where only what was found counts
   */
  record NeverBegun(String key, Judgement judgement, @Nullable Cohorts countedIn)
      implements Judged {}

  /**
   * What was found beside the returns.
   *
   * @param key names the virtual user within the run
   * @param findings at least one
   */
  record Aside(String key, List<Finding> findings) implements EvidenceLine {

    /** Copies the list. */
    public Aside {
      findings = List.copyOf(findings);
    }
  }

  /**
   * The session's end: nothing more will be told of it.
   *
   * @param key names the virtual user within the run
   */
  record SessionEnd(String key) implements EvidenceLine {}
}
