package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Findings;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The words that judgements are told in refuse nonsense and keep their names. */
class WordsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final ContinuityPolicy STANDARD = ContinuityPolicy.standard();

  private static ContinuityPolicy policy(Duration brief, Duration extended, double share) {
    return new ContinuityPolicy(brief, extended, share, SECOND, SECOND);
  }

  @Test
  void theNamesOfAnomaliesAreAContract() {
    assertThat(Arrays.stream(Anomaly.values()).map(Anomaly::id))
        .containsExactly(
            "lost-message",
            "duplicated-message",
            "reordered-message",
            "corrupted-message",
            "unexpected-message",
            "stale-context",
            "torn-context",
            "lost-memory",
            "lost-workflow-step",
            "lost-tool-call",
            "repeated-tool-call",
            "foreign-context",
            "deaf",
            "session-not-recognised",
            "blocked",
            "admitted",
            "expired-early",
            "not-expired",
            "late-restore",
            "no-answer",
            "split-session");
    for (Anomaly anomaly : Anomaly.values()) {
      assertThat(Anomaly.of(anomaly.id())).isEqualTo(anomaly);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Anomaly.of("lost"))
        .withMessage("no anomaly is named 'lost'");
    assertThat(Outcome.EXPIRED.id()).isEqualTo("expired");
    assertThat(Role.AGENT.id()).isEqualTo("agent");
    assertThat(GapClass.MEDIUM.id()).isEqualTo("medium");
  }

  @Test
  void theStandardPolicyIsThePromise() {
    assertThat(STANDARD.classOf(Duration.ofMillis(29_999))).isEqualTo(GapClass.BRIEF);
    assertThat(STANDARD.classOf(Duration.ofSeconds(30))).isEqualTo(GapClass.MEDIUM);
    assertThat(STANDARD.classOf(Duration.ofMinutes(5))).isEqualTo(GapClass.MEDIUM);
    assertThat(STANDARD.classOf(Duration.ofMinutes(5).plusNanos(1))).isEqualTo(GapClass.EXTENDED);
    assertThat(STANDARD.deadline(GapClass.BRIEF)).isEqualTo(Duration.ofMillis(500));
    assertThat(STANDARD.deadline(GapClass.MEDIUM)).isEqualTo(Duration.ofSeconds(2));
    assertThat(STANDARD.deadline(GapClass.EXTENDED)).isEqualTo(Duration.ofSeconds(2));
    assertThat(STANDARD.classesOf(new Gap(Duration.ZERO, Duration.ofHours(1))))
        .isEqualTo(EnumSet.allOf(GapClass.class));
  }

  @Test
  void aTimeScaleShrinksGapsAndNoDeadline() {
    ContinuityPolicy scaled = STANDARD.scaled(0.01);

    assertThat(scaled.briefBelow()).isEqualTo(Duration.ofMillis(300));
    assertThat(scaled.extendedAbove()).isEqualTo(Duration.ofSeconds(3));
    assertThat(scaled.briefDeadline()).isEqualTo(STANDARD.briefDeadline());
    assertThat(scaled.mediumDeadline()).isEqualTo(STANDARD.mediumDeadline());
    assertThat(STANDARD.scaled(1)).isEqualTo(STANDARD);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.scaled(0))
        .withMessage("time-scale must be above 0 and at most 1, got: 0.0");
    assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.scaled(1.01));
    assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.scaled(Double.NaN));
  }

  @Test
  void aPolicyThatContradictsItselfIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(Duration.ZERO, SECOND, 1))
        .withMessage("brief-below must be positive, got: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(SECOND.negated(), SECOND, 1))
        .withMessage("brief-below must be positive, got: PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(SECOND.plusNanos(1), SECOND, 1))
        .withMessage("extended-above must be at least brief-below (PT1.000000001S), got: PT1S");
    assertThat(policy(SECOND, SECOND, 0).mediumShare()).isZero();
    assertThat(policy(SECOND, SECOND, 1).mediumShare()).isOne();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(SECOND, SECOND, 1.01))
        .withMessage("medium-share must be 0 to 1, got: 1.01");
    assertThatIllegalArgumentException().isThrownBy(() -> policy(SECOND, SECOND, -0.01));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContinuityPolicy(SECOND, SECOND, 1, Duration.ZERO, SECOND))
        .withMessage("brief-deadline must be positive, got: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContinuityPolicy(SECOND, SECOND, 1, SECOND, Duration.ZERO))
        .withMessage("medium-deadline must be positive, got: PT0S");
  }

  @Test
  void aGapHasTwoBoundsInOrder() {
    assertThat(Gap.of(Duration.ZERO)).isEqualTo(new Gap(Duration.ZERO, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gap.of(SECOND.negated()))
        .withMessage("gap.atLeast must not be negative, got: PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gap(SECOND, Duration.ZERO))
        .withMessage("gap.atMost must be at least PT1S, got: PT0S");
  }

  @Test
  void aJudgementIsBrokenForAReason() {
    Finding finding = new Finding(Anomaly.BLOCKED, "in", "out");

    assertThat(new Judgement(Outcome.BROKEN, GapClass.BRIEF, List.of(finding)).anomalies())
        .containsExactly(Anomaly.BLOCKED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Judgement(Outcome.BROKEN, GapClass.BRIEF, List.of()))
        .withMessage("BROKEN with 0 findings");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Judgement(Outcome.PRESERVED, GapClass.BRIEF, List.of(finding)))
        .withMessage("PRESERVED with 1 findings");
  }

  @Test
  void memoryIsSortedAndNewerEntriesLieOverOlderOnes() {
    Memory older = new Memory(Map.of("b", "1", "a", "2"), Map.of("x", "y"));
    Memory newer = new Memory(Map.of("a", "3"), Map.of("z", "w"));

    assertThat(older.preferences().keySet()).containsExactly("a", "b");
    assertThat(older.with(newer))
        .isEqualTo(new Memory(Map.of("a", "3", "b", "1"), Map.of("x", "y", "z", "w")));
    assertThat(older.size()).isEqualTo(3);
  }

  @Test
  void admissionsSayWhy() {
    assertThat(Admission.admitted()).isEqualTo(new Admission(Admission.Kind.ADMITTED, ""));
    assertThat(Admission.refused("401")).isEqualTo(new Admission(Admission.Kind.REFUSED, "401"));
    assertThat(Admission.noAnswer("greeting"))
        .isEqualTo(new Admission(Admission.Kind.NO_ANSWER, "greeting"));
  }

  @Test
  void longTextsAreQuotedByTheirBeginning() {
    assertThat(Findings.quote("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
    assertThat(Findings.quote("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "…'");
  }
}
