package dev.holdfast.report;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.assessment.Verdict;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Witness;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import java.util.List;
import java.util.Map;

/** A run in which every text that is not ours attacks its reader. */
public final class HostileRun {

  /** A signed token as it would stand in a quoted request. */
  public static final String TOKEN =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTEifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";

  /** Markup, script, control and bidirectional characters, broken surrogates, length, a token. */
  static final String TEXT =
      "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'`&amp; ]]> --> {} "
          + "| a | @everyone #1 [x](javascript:alert(3)) \n# head \u0000\u0007\u001B[31m\u007F\u0085"
          + "\u202Etxt\u2066\u200B\u2028\u2029\uFFFF\uD800 "
          + "wss://user:pass@host/ws?token=abc123&x=1 Bearer abc.def "
          + TOKEN
          + " "
          + "long ".repeat(2_000);

  private HostileRun() {}

  public static RunRecord run() {
    RunRecord base = SampleRuns.broken();
    RunIdentity was = base.identity();
    RunIdentity identity =
        new RunIdentity(
            TEXT,
            TEXT,
            was.startedAt(),
            0.01,
            10,
            0.999,
            0.95,
            TEXT,
            Map.of(TEXT, TEXT),
            Map.of(TEXT, TEXT));
    Witness witness =
        new Witness(
            was.startedAt(),
            TEXT,
            TEXT,
            1,
            TEXT,
            TEXT,
            TEXT,
            Outcome.BROKEN,
            List.of(new Finding(Anomaly.LOST_MESSAGE, TEXT, TEXT)),
            List.of(TEXT, TEXT));
    return RunRecordBuilder.of(identity)
        .complete(false)
        .endedBy(TEXT)
        .abortReasons(List.of(TEXT))
        .durationMillis(base.durationMillis())
        .peakConcurrentUsers(10)
        .tallies(base.tallies())
        .anomalies(base.anomalies())
        .witnesses(List.of(witness))
        .latencies(base.latencies())
        .intervals(
            List.of(
                new Interval(
                    0,
                    base.durationMillis(),
                    base.tallies(),
                    Map.of(Anomaly.LOST_MESSAGE, 41L),
                    Map.of(TEXT, 3L),
                    Map.of())))
        .generator(base.generator())
        .samples(Map.of(TEXT, 1.0))
        .build();
  }

  public static Assessment assessment() {
    return new Assessment(
        Verdict.INVALID,
        List.of(TEXT),
        List.of(new ObjectiveResult(TEXT, TEXT, TEXT, TEXT, Status.MISSED, TEXT)),
        0.5);
  }
}
