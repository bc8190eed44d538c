package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Outcome;
import java.util.List;

/** What tests say of judgements and findings. */
public final class Verdicts {

  private Verdicts() {}

  /** Broken by these anomalies, and by no other. */
  public static void broken(Judgement judgement, Anomaly... by) {
    assertThat(judgement.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(judgement.anomalies()).as("%s", judgement.findings()).containsExactlyInAnyOrder(by);
  }

  static void preserved(Judgement judgement) {
    is(Outcome.PRESERVED, judgement);
  }

  public static void is(Outcome outcome, Judgement judgement) {
    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.outcome()).isEqualTo(outcome);
  }

  /** These anomalies, in this order. */
  static void finds(List<Finding> findings, Anomaly... anomalies) {
    assertThat(findings).extracting(Finding::anomaly).containsExactly(anomalies);
  }
}
