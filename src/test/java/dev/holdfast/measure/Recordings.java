package dev.holdfast.measure;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the tests of recording share: an identity, judgements, witnesses. */
public final class Recordings {

  /** Longer than any test: an interval is written at the end only. */
  static final RecorderSettings ONE_INTERVAL =
      RecorderSettings.standard().every(Duration.ofHours(1));

  public static final Judgement KEPT = new Judgement(Outcome.PRESERVED, GapClass.BRIEF, List.of());

  private Recordings() {}

  public static RunIdentity identity() {
    return new RunIdentity(
        "run-1",
        "ReleaseGateSimulation",
        Instant.parse("2026-01-01T00:00:00.123Z"),
        0.01,
        10,
        0.999,
        0.95,
        "mock backend",
        Map.of("holdfast.users", "10"),
        Map.of("java.version", "17"));
  }

  public static RunRecorder start(Path folder) {
    return RunRecorder.start(folder, identity(), ONE_INTERVAL);
  }

  public static Judgement broken(Anomaly... anomalies) {
    return new Judgement(Outcome.BROKEN, GapClass.BRIEF, findings(anomalies));
  }

  public static List<Finding> findings(Anomaly... anomalies) {
    return Arrays.stream(anomalies).map(each -> new Finding(each, "m-1 \"ü\"", "nothing")).toList();
  }

  public static Witness witness(int cycle, Anomaly... anomalies) {
    return new Witness(
        Instant.parse("2026-01-01T00:00:01Z"),
        "history",
        "s-1",
        cycle,
        "close",
        "same",
        "brief 152 ms",
        Outcome.BROKEN,
        findings(anomalies),
        List.of("-152 connection lost", "-3 greeted"));
  }

  /** A listener that must not be told anything. */
  public static final Consumer<String> UNEXPECTED =
      failure -> {
        throw new AssertionError(failure);
      };
}
