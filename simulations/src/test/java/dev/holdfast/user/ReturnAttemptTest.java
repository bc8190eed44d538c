package dev.holdfast.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.continuity.model.Reconnection.Takeover;
import dev.holdfast.continuity.model.Reconnection.Whereabouts;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Workflow;
import dev.holdfast.dialect.Capability;
import dev.holdfast.plan.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAttemptTest {

  private static final Set<Capability> ALL = Set.copyOf(EnumSet.allOf(Capability.class));

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration NOTICED = Duration.ofMillis(500);
  private static final long GAP = Duration.ofMillis(20).toNanos();

  private static final ServerEvent CONTEXT =
      new ServerEvent.Context("s", Memory.EMPTY, Workflow.NONE, List.of(), 1);

  private static final ServerEvent CHECK = new ServerEvent.Checked(1, 0, "h", "c", true);

  private final ReturnAttempt returnAttempt =
      new ReturnAttempt(PlannedReturn.after(Duration.ofNanos(GAP)), 1, true, 0, ALL);

  @Test
  void aLateClientIsTimedFromTheIntendedInstant() {
    returnAttempt.beginAttempt(GAP + 3);
    restoreAt(GAP + 10);

    assertThat(returnAttempt.restore(PATIENCE)).isEqualTo(Duration.ofNanos(10));
  }

  @Test
  void anEarlyClientIsTimedFromWhenItSetOut() {
    returnAttempt.beginAttempt(GAP - 3);
    restoreAt(GAP + 10);

    assertThat(returnAttempt.restore(PATIENCE)).isEqualTo(Duration.ofNanos(13));
  }

  @Test
  void afterAnObstacleTheLastAttemptCounts() {
    returnAttempt.beginAttempt(GAP);
    returnAttempt.beginAttempt(GAP + 100);
    restoreAt(GAP + 110);

    assertThat(returnAttempt.restore(PATIENCE)).isEqualTo(Duration.ofNanos(10));
  }

  @Test
  void aSessionThatNeverCameBackCountsAsTheWholePatience() {
    returnAttempt.beginAttempt(GAP);

    assertThat(returnAttempt.restore(PATIENCE)).isEqualTo(PATIENCE);
  }

  @Test
  void aGreetingThatComesAfterPatienceEndedIsLateAndNotMissing() {
    returnAttempt.beginAttempt(GAP);
    returnAttempt.refused(Admission.noAnswer("no greeting in time"), GAP + 100);
    returnAttempt.heard(new ServerEvent.Established("s", true, true, true, false, 1), GAP + 110);
    restoreAt(GAP + 120);

    Reconnection came = returnAttempt.asReconnection(GAP + 130, PATIENCE, NOTICED);

    assertThat(came.admission()).isEqualTo(Admission.admitted());
    assertThat(came.restore()).isEqualTo(Duration.ofNanos(120));
  }

  @Test
  void whoWasRefusedAndNeverGreetedIsRefused() {
    returnAttempt.beginAttempt(GAP);
    returnAttempt.refused(Admission.refused("403"), GAP + 100);

    assertThat(returnAttempt.asReconnection(GAP + 130, PATIENCE, NOTICED).admission())
        .isEqualTo(Admission.refused("403"));
  }

  @Test
  void whatHasEndedMeanwhileIsTold() {
    returnAttempt.follows(Outage.RESTART);
    returnAttempt.beginAttempt(GAP);

    assertThat(outage()).isEqualTo(Outage.RESTART);
  }

  @ParameterizedTest
  @CsvSource({
    "401, RESTART",
    "403, RESTART",
    "404, RESTART",
    "410, RESTART",
    "400, NONE",
    "429, NONE",
    "500, NONE",
    "502, NONE",
    "503, NONE"
  })
  void aRefusalMayBeOfASessionThatIsGoneOnlyByItsStatus(int status, Outage told) {
    RefusedHandshake answer = RefusedHandshake.of(status, Optional.empty(), Instant.EPOCH);
    returnAttempt.follows(Outage.RESTART);
    returnAttempt.beginAttempt(GAP);
    returnAttempt.answeredBy(answer);
    returnAttempt.refused(Admission.refused(answer.told()), GAP + 100);

    assertThat(outage()).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "j.n.ConnectException: Connection refused",
        "j.n.UnknownHostException: chat.example",
        "i.n.c.u.Errors$NativeIoException: Connection reset by peer"
      })
  void whereNoServerAnsweredNoSessionIsSaidToBeGone(String failure) {
    returnAttempt.follows(Outage.RESTART);
    returnAttempt.beginAttempt(GAP);
    returnAttempt.refused(Admission.refused(failure), GAP + 100);

    assertThat(outage()).isEqualTo(Outage.NONE);
  }

  @Test
  void aServerMaySayInItsOwnWordsThatASessionIsGone() {
    returnAttempt.follows(Outage.RESTART);
    returnAttempt.beginAttempt(GAP);
    returnAttempt.heard(new ServerEvent.Refused("no-session", "no such session"), GAP + 90);
    returnAttempt.refused(Admission.refused("closed by the server"), GAP + 100);

    assertThat(outage()).isEqualTo(Outage.RESTART);
  }

  @Test
  void anEarlierRefusalSaysNothingOfALaterAttempt() {
    returnAttempt.follows(Outage.RESTART);
    returnAttempt.beginAttempt(GAP);
    returnAttempt.answeredBy(RefusedHandshake.of(401, Optional.empty(), Instant.EPOCH));
    returnAttempt.beginAttempt(GAP + 100);
    returnAttempt.refused(Admission.refused("Connection reset by peer"), GAP + 200);

    assertThat(outage()).isEqualTo(Outage.NONE);
  }

  private Outage outage() {
    return returnAttempt.asReconnection(GAP + 130, PATIENCE, NOTICED).outage();
  }

  @Test
  void aBackendThatIsKilledHasRestartedWhateverElseIsKnown() {
    ReturnAttempt killed =
        new ReturnAttempt(
            PlannedReturn.after(Duration.ZERO).by(Loss.BACKEND_KILLED), 1, true, 0, ALL);
    killed.follows(Outage.NONE);

    assertThat(killed.asReconnection(GAP, PATIENCE, NOTICED).outage()).isEqualTo(Outage.RESTART);
  }

  @Test
  void theGapBeginsWhenTheClientHasNoticedHoweverLongThatTook() {
    returnAttempt.noticed(2, 1_000);

    assertThat(returnAttempt.isUnforeseen()).isTrue();
    assertThat(returnAttempt.struckAt()).isEqualTo(2);
    assertThat(returnAttempt.lostAt()).isEqualTo(1_000);
    assertThat(returnAttempt.dueAt()).isEqualTo(1_000 + GAP);
    assertThat(returnAttempt.intended()).isEqualTo(1_000 + GAP);
  }

  @Test
  void anEffectOfAnEarlierFaultDoesNotPassForThisOne() {
    ReturnAttempt later = new ReturnAttempt(PlannedReturn.after(Duration.ZERO), 1, true, 500, ALL);

    later.noticed(100, 1_000);

    assertThat(later.struckAt()).isEqualTo(500);
  }

  @Test
  void aLossThatTheServerMayNotHaveSeenMayHaveBeenNoGapAtAll() {
    returnAttempt.noticed(0, 1_000);
    returnAttempt.beginAttempt(1_000 + GAP);

    assertThat(returnAttempt.asReconnection(1_000 + 2 * GAP, PATIENCE, NOTICED).gap().atLeast())
        .isZero();
  }

  @Test
  void aServerMayNoticeAsLateAsItIsAllowedToThatTheClientHasGone() {
    long second = Duration.ofSeconds(1).toNanos();
    returnAttempt.lost(0, true);
    returnAttempt.beginAttempt(4 * second);

    Gap gap = returnAttempt.asReconnection(4 * second, PATIENCE, NOTICED).gap();

    assertThat(gap.atLeast()).isEqualTo(Duration.ofMillis(3_499));
    assertThat(gap.atMost()).isEqualTo(Duration.ofMillis(4_001));
  }

  @Test
  void aServerThatWasSlowToAgreeToTheEndMayBeAsSlowToSeeIt() {
    long second = Duration.ofSeconds(1).toNanos();
    returnAttempt.lost(second / 4, true);
    returnAttempt.beginAttempt(4 * second);

    assertThat(returnAttempt.asReconnection(4 * second, PATIENCE, NOTICED).gap().atLeast())
        .isEqualTo(Duration.ofMillis(2_999));
  }

  @Test
  void whatAStormsBackOffAddsBeforeTheFirstAttemptIsNoLateness() {
    returnAttempt.noticed(0, 1_000);
    returnAttempt.postpone(Duration.ofNanos(50));
    returnAttempt.beginAttempt(1_000 + GAP + 50);
    restoreAt(1_000 + GAP + 60);

    assertThat(returnAttempt.restore(PATIENCE)).isEqualTo(Duration.ofNanos(10));
    assertThat(returnAttempt.attempts()).isEqualTo(1);
  }

  @Test
  void aCheckBesideThePartsIsAwaitedButIsNoPartOfTheRestore() {
    returnAttempt.beginAttempt(GAP);
    returnAttempt.heard(new ServerEvent.Established("s", true, true, true, false, 1), GAP + 1);
    returnAttempt.askedForCheck();
    restoreAt(GAP + 10);

    assertThat(returnAttempt.restored().isRestored()).isTrue();
    assertThat(returnAttempt.isComplete()).isFalse();

    returnAttempt.heard(CHECK, GAP + 50);

    assertThat(returnAttempt.isComplete()).isTrue();
    assertThat(returnAttempt.restore(PATIENCE)).isEqualTo(Duration.ofNanos(10));
    assertThat(returnAttempt.asReconnection(GAP + 60, PATIENCE, NOTICED).admission())
        .isEqualTo(Admission.admitted());
  }

  @Test
  void aCheckThatIsNotAnsweredIsNoAnswerThoughAllElseCame() {
    returnAttempt.beginAttempt(GAP);
    returnAttempt.heard(new ServerEvent.Established("s", true, true, true, false, 1), GAP + 1);
    returnAttempt.askedForCheck();
    restoreAt(GAP + 10);

    assertThat(returnAttempt.asReconnection(GAP + 60, PATIENCE, NOTICED).admission())
        .isEqualTo(Admission.noAnswer("the context check was not answered"));
  }

  @Test
  void oneReplyIsStillToComeInWhateverOrderTheyDo() {
    returnAttempt.beginAttempt(GAP);
    returnAttempt.askedForCheck();
    returnAttempt.heard(CHECK, GAP + 1);
    assertThat(returnAttempt.isNearlyComplete()).isFalse();
    returnAttempt.heard(CONTEXT, GAP + 2);
    assertThat(returnAttempt.isNearlyComplete()).isTrue();
    assertThat(returnAttempt.isComplete()).isFalse();
    returnAttempt.heard(new ServerEvent.History(List.of(), 1), GAP + 3);
    assertThat(returnAttempt.isComplete()).isTrue();
  }

  @Test
  void whoComesBackAtTheFirstAttemptIsWhereItWasOrElsewhere() {
    returnAttempt.beginAttempt(GAP);
    returnAttempt.comesFrom(Place.HOME, Place.HOME);
    assertThat(whereabouts()).isEqualTo(Whereabouts.SAME);
    returnAttempt.comesFrom(Place.HOME, Place.AWAY);
    assertThat(whereabouts()).isEqualTo(Whereabouts.ELSEWHERE);
    returnAttempt.comesFrom(null, Place.AWAY);
    assertThat(whereabouts()).isEqualTo(Whereabouts.UNKNOWN);
  }

  @Test
  void anEarlierAttemptMayHaveToldTheServerOfTheMove() {
    returnAttempt.beginAttempt(GAP);
    returnAttempt.comesFrom(Place.HOME, Place.AWAY);
    returnAttempt.beginAttempt(GAP + 10);
    returnAttempt.comesFrom(Place.HOME, Place.AWAY);

    assertThat(whereabouts()).isEqualTo(Whereabouts.UNKNOWN);
  }

  @Test
  void aRaceMakesTheGapThatTheServerSawUnknown() {
    returnAttempt.lost(0, true);
    returnAttempt.beginAttempt(GAP);
    returnAttempt.wasRacedFor(Takeover.UNEXPLAINED);
    returnAttempt.beginAttempt(2 * GAP);

    Reconnection came = returnAttempt.asReconnection(2 * GAP + 10, PATIENCE, NOTICED);

    assertThat(came.gap().atLeast()).isZero();
    assertThat(came.takeover()).isEqualTo(Takeover.UNEXPLAINED);
  }

  private Whereabouts whereabouts() {
    return returnAttempt.asReconnection(GAP + 100, PATIENCE, NOTICED).whereabouts();
  }

  private void restoreAt(long now) {
    returnAttempt.heard(new ServerEvent.History(List.of(), 1), now - 1);
    returnAttempt.heard(CONTEXT, now);
  }

  @Test
  void whatABackendCannotTellIsNotWaitedFor() {
    ReturnAttempt partial =
        new ReturnAttempt(
            PlannedReturn.after(Duration.ZERO), 1, true, 0, Set.of(Capability.HISTORY));
    partial.beginAttempt(10);
    assertThat(partial.isWelcomed()).isFalse();
    partial.heard(new ServerEvent.Established("", true, true, true, false, -1), 20);
    assertThat(partial.isWelcomed()).isTrue();
    assertThat(partial.restored().isRestored()).isFalse();
    partial.heard(new ServerEvent.History(List.of(), -1), 30);

    assertThat(partial.isComplete()).isTrue();
    assertThat(partial.restored().completedAt()).isEqualTo(30);
    partial.connectionIsDead("gone");
    assertThat(partial.asReconnection(40, Duration.ofSeconds(1), Duration.ZERO).admission())
        .isEqualTo(Admission.noAnswer("gone"));
  }
}
