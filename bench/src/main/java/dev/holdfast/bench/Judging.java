package dev.holdfast.bench;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.ForeignMarks;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.continuity.owed.LedgerEntry;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.holdfast.NativeDialect;
import dev.holdfast.evidence.EvidenceWriter;
import dev.holdfast.evidence.SessionEvidence;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.JudgedReturn;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RecorderSettings;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a return with its turn costs each part of the generator that judges, over a life of eight
 * returns of 5 to 19 messages, and of as many and 100 more; compiled as a gate is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(RecordedLife.RETURNS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
public class Judging {

  private static final Cohorts COHORTS =
      Cohorts.of("scenario", "history", "disruption", "clean-close", "gap", "brief");
  private static final ForeignMarks MARKS =
      Tag.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), 7);
  private static final Gap GAP = new Gap(Duration.ofSeconds(2), Duration.ofSeconds(2));

  /** What the user has said beside its conversation. */
  @Param({"0", "100"})
  public int notes;

  private final Oracle oracle =
      new Oracle(ContinuityPolicy.standard(), new NativeDialect().digests().orElseThrow());
  private final List<List<ServerEvent>> heard = new ArrayList<>();
  private final List<Heard> judged = new ArrayList<>();
  private RecordedLife life = new RecordedLife(0);
  private RunRecorder recorder;
  private long read;

  /** A judged return, and what a ledger was told before it. */
  private record Heard(int from, int to, Reconnection came, Judgement judgement) {}

  /** What was heard in a life, and how it was judged. */
  @Setup
  public void begin() throws IOException {
    life = new RecordedLife(notes);
    DialectSession session = new NativeDialect().begin();
    for (RecordedLife.Step step : life.steps()) {
      heard.add(step.frames().stream().map(frame -> session.read(frame).events().get(0)).toList());
    }
    if (ledgerAndOracle() != 0) {
      throw new IllegalStateException("a sound life must be judged sound");
    }
    recorder =
        RunRecorder.start(
            Files.createTempDirectory("holdfast-bench-").resolve("run"),
            new RunIdentity(
                "bench", "Judging", Instant.now(), 1, 1, 0.999, 0.95, "none", Map.of(), Map.of()),
            RecorderSettings.standard());
  }

  /** The recording ends. */
  @TearDown
  public void end() {
    recorder.close();
  }

  /** Frames become events. */
  @Benchmark
  public long frames() {
    DialectSession session = new NativeDialect().begin();
    for (RecordedLife.Step step : life.steps()) {
      for (Payload frame : step.frames()) {
        read += session.read(frame).events().size();
      }
    }
    return read;
  }

  /** Events are owed, and judged. */
  @Benchmark
  public int ledgerAndOracle() {
    Ledger ledger = new Ledger(RecordedLife.SESSION, MARKS);
    int broken = 0;
    judged.clear();
    int from = 0;
    for (int at = 0; at < heard.size(); at++) {
      RecordedLife.Step step = life.steps().get(at);
      if (step.isReturn()) {
        ledger.connectionLost();
        Reconnection came = came(at);
        Judgement judgement = oracle.judge(ledger, came);
        ledger.adopt(came, judgement);
        judged.add(new Heard(from, at, came, judgement));
        from = at + 1;
        broken += judgement.kept() ? 0 : 1;
      } else {
        tell(ledger, step, heard.get(at));
      }
    }
    return broken;
  }

  /** What led to a judgement is written down; packing it is another thread's. */
  @Benchmark
  public long evidence() {
    CountingWriter out = new CountingWriter();
    SessionEvidence evidence =
        new SessionEvidence(new EvidenceWriter(out), "u-7", RecordedLife.SESSION, MARKS);
    for (Heard each : judged) {
      for (int at = each.from(); at < each.to(); at++) {
        for (ServerEvent event : heard.get(at)) {
          evidence.accept(new LedgerEntry.Observed(event));
        }
      }
      evidence.judged(of(each));
    }
    return out.characters;
  }

  /** A judgement and the times of its return are counted. */
  @Benchmark
  public void recorder() {
    for (Heard each : judged) {
      recorder.planned(COHORTS);
      recorder.judged(of(each));
    }
  }

  private Reconnection came(int at) {
    return new Reconnection(
        1, true, true, GAP, Admission.admitted(), heard.get(at), Duration.ofMillis(3), false);
  }

  private static void tell(Ledger ledger, RecordedLife.Step step, List<ServerEvent> answers) {
    ledger.sent(
        step.messageId(), step.topic().text(), Memory.EMPTY,
        step.topic().reply());
    answers.forEach(ledger::observe);
  }

  private static JudgedReturn of(Heard each) {
    List<JudgedReturn.Timing> times = new ArrayList<>();
    for (Phase phase :
        List.of(Phase.RESTORE, Phase.CONNECT, Phase.HANDSHAKE, Phase.HISTORY, Phase.CONTEXT)) {
      times.add(new JudgedReturn.Timing(phase, COHORTS, 3_141));
    }
    return new JudgedReturn(
        COHORTS,
        true,
        each.came(),
        each.judgement(),
        times,
        () -> {
          throw new IllegalStateException("a kept return has no witness");
        });
  }

  /** Counts what is written. */
  private static final class CountingWriter extends Writer {
    private long characters;

    @Override
    public void write(char[] buffer, int from, int length) {
      characters += length;
    }

    @Override
    public void write(String text) {
      characters += text.length();
    }

    @Override
    public void flush() {
      // Nothing is kept.
    }

    @Override
    public void close() {
      // Nothing is kept.
    }
  }
}
