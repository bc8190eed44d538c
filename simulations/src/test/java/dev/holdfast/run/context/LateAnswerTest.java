package dev.holdfast.run.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.Fetch;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.evidence.EvidenceWriter;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.settings.Configuration;
import dev.holdfast.user.FaultyListeners;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.Progress;
import dev.holdfast.user.Recording;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import dev.holdfast.user.VirtualUser;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a return asked for in vain may come at any later time; it is no part of another return. */
final class LateAnswerTest {

  @TempDir Path folder;

  private final FaultyListeners listeners = FaultyListeners.open();
  private RunRecorder recorder;
  private VirtualUser user;

  @BeforeEach
  void aUserWhoseReturnGaveUp() {
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
    user =
        new VirtualUser(runContext, 1, ScenarioMetadata.named("soak"), List.of(away, away, away));
    user.keepNoEvidence();
    user.opened(SessionGrant.known("alice", "token"));
    said("m-1");
    user.lose(true);
    user.lost(true);
    comeBack();
    user.ledger().asked(Fetch.HISTORY);
    assertThat(user.judge()).isFalse();
    said("m-2");
  }

  @AfterEach
  void close() {
    recorder.close();
    listeners.close();
  }

  @Test
  void itMayLackWhatWasSaidMeanwhile() {
    hear(history("m-1"));
    user.lose(true);
    user.lost(true);
    comeBack();
    hear(history("m-1", "m-2"));

    assertThat(user.judge()).isTrue();
  }

  /** The server stood still, and its answer is read only as the user leaves. */
  @Test
  void whatComesBeforeTheConnectionIsLostIsNotWhatTheNextReturnWaitsFor() {
    user.lose(true);
    hear(history("m-1"));
    user.lost(true);
    comeBack();
    assertThat(user.returnAttempt().isComplete()).isFalse();
    hear(history("m-1", "m-2"));

    assertThat(user.returnAttempt().isComplete()).isTrue();
    assertThat(user.judge()).isTrue();
  }

  @Test
  void whatAnEarlierAttemptAskedForIsAnsweredByNothing() {
    user.lose(true);
    user.lost(true);
    comeBack();
    user.ledger().asked(Fetch.HISTORY);
    comeBack();
    user.ledger().asked(Fetch.HISTORY);
    hear(history("m-1", "m-2"));
    assertThat(user.judge()).isTrue();

    said("m-3");
    hear(history("m-1", "m-2"));
    user.lose(true);
    user.lost(true);
    comeBack();
    hear(history("m-1", "m-2", "m-3"));

    assertThat(user.judge()).as("the one that nobody asked for lacked m-3").isFalse();
  }

  private void said(String id) {
    user.ledger().sent(id, "said " + id, Memory.EMPTY, false);
    hear(new ServerEvent.Acked(id, 0, -1));
  }

  private void comeBack() {
    user.beginAttempt();
    hear(new ServerEvent.Established("", true, true, true, false, -1));
  }

  private void hear(ServerEvent event) {
    user.hear(event, 1);
  }

  private static ServerEvent history(String... ids) {
    return new ServerEvent.History(
        Stream.of(ids).map(id -> new Message(0, id, Role.USER, "said " + id, null)).toList(), -1);
  }
}
