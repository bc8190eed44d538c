package dev.holdfast.run.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.evidence.EvidenceWriter;
import dev.holdfast.measure.RunEvent;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.settings.Configuration;
import dev.holdfast.user.FaultyListeners;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.Progress;
import dev.holdfast.user.Recording;
import dev.holdfast.user.ReturnAttempt;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import dev.holdfast.user.VirtualUser;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What went with a part of the backend is excused once, wherever and whenever that is judged. */
final class EndedBackendTest {

  @TempDir Path folder;

  private final FaultyListeners listeners = FaultyListeners.open();
  private RunRecorder recorder;
  private VirtualUser user;
  private long endedAt = System.nanoTime() - Duration.ofHours(1).toNanos();

  @BeforeEach
  void aUserWhoSaidTwoThings() {
    RunIdentity identity =
        new RunIdentity("run", "S", Instant.EPOCH, 1, 1, 0.999, 0.95, "target", Map.of(), Map.of());
    recorder = RunRecorder.start(folder, identity, RecorderSettings.standard());
    Recording recording = new Recording(recorder, new EvidenceWriter(new StringWriter()));
    Properties own = new Properties();
    own.setProperty("holdfast.dialect", "../dialects/plain-json.conf");
    own.setProperty("holdfast.target", "ws://127.0.0.1:9");
    RunContext runContext =
        RunContexts.of(
            RunPlan.of(Configuration.loadFor("soak", own, Map.of())),
            Target.parse("ws://127.0.0.1:9").orElseThrow(),
            () -> recording,
            new Progress(),
            loop -> {},
            RunContexts.newSecret(),
            listeners,
            RunContexts.USER);
    PlannedReturn away = PlannedReturn.after(Duration.ZERO);
    user = new VirtualUser(runContext, 1, ScenarioMetadata.named("soak"), List.of(away, away));
    user.keepNoEvidence();
    user.opened(SessionGrant.known("alice", "token"));
    user.reconnectPlan().follow(since -> endedAt - since >= 0 ? Outage.RESTART : Outage.NONE);
    said("m-1");
    said("m-2");
  }

  @AfterEach
  void close() {
    recorder.close();
    listeners.close();
  }

  /** A check of Gatling's judges before any step that follows it. */
  @Test
  void whatJudgesFirstKnowsWhatHasEnded() {
    endedAt = System.nanoTime();
    lose();
    comeBackWith("m-1");

    assertThat(user.judge()).isTrue();
    assertThat(lostWithBackend()).isEqualTo(1);
  }

  @Test
  void aUserWhoEndsInTheMidstOfAReturnIsJudgedByItToo() {
    endedAt = System.nanoTime();
    lose();
    comeBackWith("m-1");
    user.end();

    assertThat(user.reconnectPlan().lastKept()).isTrue();
    assertThat(lostWithBackend()).isEqualTo(1);
  }

  /** Such as one whose connection leads to a node that survived. */
  @Test
  void soIsAUserWhoWasHeardOfSinceThen() {
    endedAt = System.nanoTime();
    user.lose(true);
    assertThat(user.lastAlive()).isGreaterThan(endedAt);
    user.lost(true);
    comeBackWith("m-1");

    assertThat(user.judge()).isTrue();
  }

  @Test
  void whatIsLostAfterAWholeReturnIsNotExcused() {
    endedAt = System.nanoTime();
    lose();
    comeBackWith("m-1", "m-2");
    assertThat(user.judge()).isTrue();
    lose();
    comeBackWith("m-1");

    assertThat(user.judge()).isFalse();
    assertThat(lostWithBackend()).isZero();
  }

  @Test
  void whatEndedBeforeTheSessionBeganExcusesNothing() {
    lose();
    comeBackWith("m-1");

    assertThat(user.judge()).isFalse();
  }

  private void said(String id) {
    user.ledger().sent(id, "said " + id, Memory.EMPTY, false);
    user.ledger().observe(new ServerEvent.Acked(id, 0, -1));
  }

  private void lose() {
    user.lose(false);
    user.lost(false);
  }

  private void comeBackWith(String... ids) {
    user.beginAttempt();
    List<Message> history = new ArrayList<>();
    for (String id : ids) {
      history.add(new Message(0, id, Role.USER, "said " + id, null));
    }
    ReturnAttempt coming = user.returnAttempt();
    coming.heard(new ServerEvent.Established("", true, true, true, false, -1), System.nanoTime());
    coming.heard(new ServerEvent.History(history, -1), System.nanoTime());
    assertThat(coming.isComplete()).isTrue();
  }

  private long lostWithBackend() {
    recorder.close();
    return RunJournal.read(folder).events().getOrDefault(RunEvent.LOST_WITH_BACKEND, 0L);
  }
}
