package dev.holdfast.run.context;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.ServerEvent;
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
import java.util.Collections;
import java.util.Map;
import java.util.Properties;

/**
 * A virtual user of a recorded soak of plain JSON, without a connection: a test says what comes.
 */
final class SoakUser implements AutoCloseable {

  private static final String NOWHERE = "ws://127.0.0.1:9";

  private final FaultyListeners listeners = FaultyListeners.open();
  private final RunRecorder recorder;
  private final VirtualUser user;

  private SoakUser(Path folder, int returns) {
    RunIdentity identity =
        new RunIdentity("run", "S", Instant.EPOCH, 1, 1, 0.999, 0.95, "target", Map.of(), Map.of());
    recorder = RunRecorder.start(folder, identity, RecorderSettings.standard());
    Recording recording = new Recording(recorder, new EvidenceWriter(new StringWriter()));
    Properties own = new Properties();
    own.setProperty("holdfast.dialect", "../dialects/plain-json.conf");
    own.setProperty("holdfast.target", NOWHERE);
    RunContext runContext =
        RunContexts.of(
            RunPlan.of(Configuration.loadFor("soak", own, Map.of())),
            Target.parse(NOWHERE).orElseThrow(),
            () -> recording,
            new Progress(),
            loop -> {},
            RunContexts.newSecret(),
            listeners,
            RunContexts.USER);
    PlannedReturn away = PlannedReturn.after(Duration.ZERO);
    user =
        new VirtualUser(
            runContext, 1, ScenarioMetadata.named("soak"), Collections.nCopies(returns, away));
    user.keepNoEvidence();
    user.opened(SessionGrant.known("alice", "token"));
  }

  /** One whose session is open, and who plans to come back so often. */
  static SoakUser recordedIn(Path folder, int returns) {
    return new SoakUser(folder, returns);
  }

  VirtualUser user() {
    return user;
  }

  /** Says something that the server acknowledges. */
  void says(String id) {
    user.ledger().sent(id, "said " + id, Memory.EMPTY, false);
    user.ledger().observe(new ServerEvent.Acked(id, 0, -1));
  }

  /** Ends the recording, so that it can be read. */
  void endRecording() {
    recorder.close();
  }

  @Override
  public void close() {
    recorder.close();
    listeners.close();
  }
}
