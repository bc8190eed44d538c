package dev.holdfast.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Reconnection.Takeover;
import dev.holdfast.continuity.model.Reconnection.Whereabouts;
import dev.holdfast.continuity.model.ServerEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a server says of a return is held against what the return was. */
class StatementTest {

  private static final Gap AT_THE_EDGE =
      new Gap(Duration.ofMillis(29_990), Duration.ofMillis(30_010));

  private final Talk talk = Talk.afterTurns(5);

  private static ServerEvent.Status status(double rate, GapClass gapClass) {
    return new ServerEvent.Status(true, rate, gapClass, null, false, false);
  }

  private static ServerEvent.Established greeting(boolean moved, long version) {
    return new ServerEvent.Established(Talk.SESSION, true, true, true, moved, version);
  }

  private Talk.Return from(Whereabouts place, boolean told) {
    return talk.comingBack().greeted(greeting(told, talk.server.now().version())).from(place);
  }

  private static void kept(Talk.Return came) {
    assertThat(came.judgement().findings()).isEmpty();
  }

  private static void broken(Talk.Return came, Anomaly by) {
    Judgement judgement = came.judgement();
    assertThat(judgement.anomalies()).as("%s", judgement.findings()).containsExactly(by);
  }

  @Test
  void allIsPreservedWhereAllCame() {
    kept(talk.comingBack().told(status(1, GapClass.BRIEF)));
    broken(talk.comingBack().told(status(0.5, GapClass.BRIEF)), Anomaly.TORN_CONTEXT);
    broken(talk.comingBack().told(status(0.9, GapClass.BRIEF)), Anomaly.TORN_CONTEXT);
  }

  @Test
  void theShareThatIsToldIsTheShareThatCameAfterAnAnnouncedLoss() {
    int items = talk.ledger.items();
    Talk.Return degraded = talk.comingBackWith(talk.server.now().without(0)).after(Talk.MEDIUM);

    assertThat(degraded.warned().judgement().outcome()).isEqualTo(Outcome.DEGRADED);
    broken(
        degraded.told(new ServerEvent.Status(true, 1, GapClass.MEDIUM, "a loss", false, false)),
        Anomaly.TORN_CONTEXT);
    broken(
        degraded.told(
            new ServerEvent.Status(true, 1 - 3.0 / items, GapClass.MEDIUM, "a loss", false, false)),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void aLossThatTheServerDoesNotKnowOfIsReportedAlone() {
    Talk.Return lossy = talk.comingBackWith(talk.server.now().without(4)).after(Talk.MEDIUM);

    broken(
        lossy.told(new ServerEvent.Status(true, 1, GapClass.MEDIUM, "aware", false, false)),
        Anomaly.LOST_MESSAGE);
  }

  @Test
  void atAnEdgeALossIsReadUnderTheClassThatTheServerNamed() {
    Talk.Return lossy =
        talk.comingBackWith(talk.server.now().without(4)).after(AT_THE_EDGE).warned();

    Judgement judgement = lossy.judgement();

    assertThat(judgement.gapClass()).isEqualTo(GapClass.MEDIUM);
    assertThat(judgement.anomalies()).containsExactly(Anomaly.LOST_MESSAGE);
  }

  @Test
  void aShareMayBeRounded() {
    kept(talk.comingBack().told(status(0.996, GapClass.BRIEF)));
  }

  @Test
  void whileTheAgentWorksTheClientDoesNotKnowTheShare() {
    talk.say(Memory.EMPTY, true);

    kept(talk.comingBack().told(status(0.9, GapClass.BRIEF)));
  }

  @Test
  void nothingIsPreservedAfterAnExpiry() {
    Talk.Return expired = talk.comingBackWith(Snapshot.FRESH).after(Talk.EXTENDED);

    kept(expired.toldExpired());
    broken(
        expired.told(new ServerEvent.Status(false, 1, GapClass.EXTENDED, "gone", true, true)),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void theClassThatIsToldIsThatOfTheGap() {
    broken(talk.comingBack().told(status(1, GapClass.MEDIUM)), Anomaly.TORN_CONTEXT);
    broken(talk.comingBack().told(status(1, GapClass.EXTENDED)), Anomaly.TORN_CONTEXT);
    broken(
        talk.comingBack().after(Talk.MEDIUM).told(status(1, GapClass.BRIEF)), Anomaly.TORN_CONTEXT);
    broken(
        talk.comingBackWith(Snapshot.FRESH)
            .after(Talk.EXTENDED)
            .told(new ServerEvent.Status(false, 0, GapClass.MEDIUM, "gone", true, true)),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void nearALimitEitherClassIsHonest() {
    kept(talk.comingBack().after(AT_THE_EDGE).told(status(1, GapClass.BRIEF)));
    kept(talk.comingBack().after(AT_THE_EDGE).told(status(1, GapClass.MEDIUM)));
    broken(
        talk.comingBack().after(AT_THE_EDGE).told(status(1, GapClass.EXTENDED)),
        Anomaly.TORN_CONTEXT);
  }

  @Test
  void anotherContextThanTheOwedOneIsReportedAloneWhateverIsSaidOfIt() {
    ServerEvent.Established stranger =
        new ServerEvent.Established(Talk.SESSION, false, true, false, true, 0);

    broken(
        talk.comingBackWith(Snapshot.FRESH)
            .greeted(stranger)
            .told(status(0.2, GapClass.EXTENDED))
            .from(Whereabouts.SAME),
        Anomaly.SESSION_NOT_RECOGNISED);
  }

  @Test
  void aMoveIsToldAndNoneIsInvented() {
    kept(from(Whereabouts.SAME, false));
    kept(from(Whereabouts.ELSEWHERE, true));
    broken(from(Whereabouts.SAME, true), Anomaly.SESSION_NOT_RECOGNISED);
    broken(from(Whereabouts.ELSEWHERE, false), Anomaly.SESSION_NOT_RECOGNISED);
  }

  @Test
  void whereNobodyKnowsWhoMovedNothingIsJudged() {
    kept(from(Whereabouts.UNKNOWN, true));
    kept(from(Whereabouts.UNKNOWN, false));
  }

  @Test
  void aTakeoverIsToldAndOneConnectionIsServed() {
    kept(talk.comingBack().takenOver(Takeover.TOLD));
    kept(talk.comingBack().takenOver(Takeover.UNSEEN));
    broken(talk.comingBack().takenOver(Takeover.UNEXPLAINED), Anomaly.SPLIT_SESSION);
    broken(talk.comingBack().takenOver(Takeover.BOTH_SERVED), Anomaly.SPLIT_SESSION);
    broken(talk.comingBack().takenOver(Takeover.NEITHER_SERVED), Anomaly.NO_ANSWER);
  }
}
