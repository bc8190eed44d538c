package dev.holdfast.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.Admission;
import dev.holdfast.continuity.Gap;
import dev.holdfast.continuity.Memory;
import dev.holdfast.continuity.Reconnection;
import dev.holdfast.continuity.Reconnection.Takeover;
import dev.holdfast.continuity.Reconnection.Whereabouts;
import dev.holdfast.continuity.ServerEvent;
import dev.holdfast.continuity.Workflow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HomecomingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration NOTICED = Duration.ofMillis(500);
  private static final long GAP = Duration.ofMillis(20).toNanos();

  private static final ServerEvent CONTEXT =
      new ServerEvent.Context("s", Memory.EMPTY, Workflow.NONE, List.of(), 1);

  private static final ServerEvent CHECK = new ServerEvent.Checked(1, 0, "h", "c", true);

  private final Homecoming homecoming =
      new Homecoming(PlannedReturn.after(Duration.ofNanos(GAP)), 1, true, 0);

  @Test
  void aLateClientIsTimedFromTheIntendedInstant() {
    homecoming.beginAttempt(GAP + 3);
    restoreAt(GAP + 10);

    assertThat(homecoming.restore(PATIENCE)).isEqualTo(Duration.ofNanos(10));
  }

  @Test
  void anEarlyClientIsTimedFromWhenItSetOut() {
    homecoming.beginAttempt(GAP - 3);
    restoreAt(GAP + 10);

    assertThat(homecoming.restore(PATIENCE)).isEqualTo(Duration.ofNanos(13));
  }

  @Test
  void afterAnObstacleTheLastAttemptCounts() {
    homecoming.beginAttempt(GAP);
    homecoming.beginAttempt(GAP + 100);
    restoreAt(GAP + 110);

    assertThat(homecoming.restore(PATIENCE)).isEqualTo(Duration.ofNanos(10));
  }

  @Test
  void aSessionThatNeverCameBackCountsAsTheWholePatience() {
    homecoming.beginAttempt(GAP);

    assertThat(homecoming.restore(PATIENCE)).isEqualTo(PATIENCE);
  }

  @Test
  void aGreetingThatComesAfterPatienceEndedIsLateAndNotMissing() {
    homecoming.beginAttempt(GAP);
    homecoming.refused(Admission.noAnswer("no greeting in time"), GAP + 100);
    homecoming.heard(new ServerEvent.Established("s", true, true, true, false, 1), GAP + 110);
    restoreAt(GAP + 120);

    Reconnection came = homecoming.asReconnection(GAP + 130, PATIENCE, NOTICED);

    assertThat(came.admission()).isEqualTo(Admission.admitted());
    assertThat(came.restore()).isEqualTo(Duration.ofNanos(120));
  }

  @Test
  void whoWasRefusedAndNeverGreetedIsRefused() {
    homecoming.beginAttempt(GAP);
    homecoming.refused(Admission.refused("403"), GAP + 100);

    assertThat(homecoming.asReconnection(GAP + 130, PATIENCE, NOTICED).admission())
        .isEqualTo(Admission.refused("403"));
  }

  @Test
  void theGapBeginsWhenTheClientHasNoticedHoweverLongThatTook() {
    homecoming.noticed(2, 1_000);

    assertThat(homecoming.isUnforeseen()).isTrue();
    assertThat(homecoming.struckAt()).isEqualTo(2);
    assertThat(homecoming.lostAt()).isEqualTo(1_000);
    assertThat(homecoming.dueAt()).isEqualTo(1_000 + GAP);
    assertThat(homecoming.intended()).isEqualTo(1_000 + GAP);
  }

  @Test
  void anEffectOfAnEarlierFaultDoesNotPassForThisOne() {
    Homecoming later = new Homecoming(PlannedReturn.after(Duration.ZERO), 1, true, 500);

    later.noticed(100, 1_000);

    assertThat(later.struckAt()).isEqualTo(500);
  }

  @Test
  void aLossThatTheServerMayNotHaveSeenMayHaveBeenNoGapAtAll() {
    homecoming.noticed(0, 1_000);
    homecoming.beginAttempt(1_000 + GAP);

    assertThat(homecoming.asReconnection(1_000 + 2 * GAP, PATIENCE, NOTICED).gap().atLeast())
        .isZero();
  }

  @Test
  void aServerMayNoticeAsLateAsItIsAllowedToThatTheClientHasGone() {
    long second = Duration.ofSeconds(1).toNanos();
    homecoming.lost(0, true);
    homecoming.beginAttempt(4 * second);

    Gap gap = homecoming.asReconnection(4 * second, PATIENCE, NOTICED).gap();

    assertThat(gap.atLeast()).isEqualTo(Duration.ofMillis(3_499));
    assertThat(gap.atMost()).isEqualTo(Duration.ofMillis(4_001));
  }

  @Test
  void aServerThatWasSlowToAgreeToTheEndMayBeAsSlowToSeeIt() {
    long second = Duration.ofSeconds(1).toNanos();
    homecoming.lost(second / 4, true);
    homecoming.beginAttempt(4 * second);

    assertThat(homecoming.asReconnection(4 * second, PATIENCE, NOTICED).gap().atLeast())
        .isEqualTo(Duration.ofMillis(2_999));
  }

  @Test
  void whatAStormsBackOffAddsBeforeTheFirstAttemptIsNoLateness() {
    homecoming.noticed(0, 1_000);
    homecoming.postpone(Duration.ofNanos(50));
    homecoming.beginAttempt(1_000 + GAP + 50);
    restoreAt(1_000 + GAP + 60);

    assertThat(homecoming.restore(PATIENCE)).isEqualTo(Duration.ofNanos(10));
    assertThat(homecoming.attempts()).isEqualTo(1);
  }

  @Test
  void aCheckBesideThePartsIsAwaitedButIsNoPartOfTheRestore() {
    homecoming.beginAttempt(GAP);
    homecoming.heard(new ServerEvent.Established("s", true, true, true, false, 1), GAP + 1);
    homecoming.askedForCheck();
    restoreAt(GAP + 10);

    assertThat(homecoming.isRestored()).isTrue();
    assertThat(homecoming.isComplete()).isFalse();

    homecoming.heard(CHECK, GAP + 50);

    assertThat(homecoming.isComplete()).isTrue();
    assertThat(homecoming.restore(PATIENCE)).isEqualTo(Duration.ofNanos(10));
    assertThat(homecoming.asReconnection(GAP + 60, PATIENCE, NOTICED).admission())
        .isEqualTo(Admission.admitted());
  }

  @Test
  void aCheckThatIsNotAnsweredIsNoAnswerThoughAllElseCame() {
    homecoming.beginAttempt(GAP);
    homecoming.heard(new ServerEvent.Established("s", true, true, true, false, 1), GAP + 1);
    homecoming.askedForCheck();
    restoreAt(GAP + 10);

    assertThat(homecoming.asReconnection(GAP + 60, PATIENCE, NOTICED).admission())
        .isEqualTo(Admission.noAnswer("the context check was not answered"));
  }

  @Test
  void oneReplyIsStillToComeInWhateverOrderTheyDo() {
    homecoming.beginAttempt(GAP);
    homecoming.askedForCheck();
    homecoming.heard(CHECK, GAP + 1);
    assertThat(homecoming.isNearlyComplete()).isFalse();
    homecoming.heard(CONTEXT, GAP + 2);
    assertThat(homecoming.isNearlyComplete()).isTrue();
    assertThat(homecoming.isComplete()).isFalse();
    homecoming.heard(new ServerEvent.History(List.of(), 1), GAP + 3);
    assertThat(homecoming.isComplete()).isTrue();
  }

  @Test
  void whoComesBackAtTheFirstAttemptIsWhereItWasOrElsewhere() {
    homecoming.beginAttempt(GAP);
    homecoming.comesFrom(Place.HOME, Place.HOME);
    assertThat(whereabouts()).isEqualTo(Whereabouts.SAME);
    homecoming.comesFrom(Place.HOME, Place.AWAY);
    assertThat(whereabouts()).isEqualTo(Whereabouts.ELSEWHERE);
    homecoming.comesFrom(null, Place.AWAY);
    assertThat(whereabouts()).isEqualTo(Whereabouts.UNKNOWN);
  }

  @Test
  void anEarlierAttemptMayHaveToldTheServerOfTheMove() {
    homecoming.beginAttempt(GAP);
    homecoming.comesFrom(Place.HOME, Place.AWAY);
    homecoming.beginAttempt(GAP + 10);
    homecoming.comesFrom(Place.HOME, Place.AWAY);

    assertThat(whereabouts()).isEqualTo(Whereabouts.UNKNOWN);
  }

  @Test
  void aRaceMakesTheGapThatTheServerSawUnknown() {
    homecoming.lost(0, true);
    homecoming.beginAttempt(GAP);
    homecoming.wasRacedFor(Takeover.UNEXPLAINED);
    homecoming.beginAttempt(2 * GAP);

    Reconnection came = homecoming.asReconnection(2 * GAP + 10, PATIENCE, NOTICED);

    assertThat(came.gap().atLeast()).isZero();
    assertThat(came.takeover()).isEqualTo(Takeover.UNEXPLAINED);
  }

  private Whereabouts whereabouts() {
    return homecoming.asReconnection(GAP + 100, PATIENCE, NOTICED).whereabouts();
  }

  private void restoreAt(long now) {
    homecoming.heard(new ServerEvent.History(List.of(), 1), now - 1);
    homecoming.heard(CONTEXT, now);
  }
}
