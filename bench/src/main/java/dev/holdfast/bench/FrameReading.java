package dev.holdfast.bench;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.dialect.file.FileDialect;
import dev.holdfast.dialect.holdfast.NativeDialect;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long each dialect takes to read a frame of the native protocol. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FrameReading {

  private static final int HISTORY = 100;
  private static final String ANSWER =
      "Turn 1, step usage_review. You wrote: \\\"Where can we save money?\\\". usage_analyzer reports:"
          + " 1007 requests a day";

  /** What the frame is. */
  public enum Frame {
    ACK(
        "{\"type\":\"message_ack\",\"id\":\"f-1\",\"payload\":{\"message_id\":\"m-1\",\"seq\":1,"
            + "\"version\":1}}"),
    CHUNK(
        "{\"type\":\"agent_chunk\",\"id\":\"f-1\",\"payload\":{\"turn\":\"m-1\",\"sequence_num\":0,"
            + "\"data\":\"Turn 1, step usage_review. You wrote: \",\"last\":false}}"),
    ANSWER_WHOLE(
        "{\"type\":\"agent_response\",\"id\":\"f-1\",\"payload\":{\"turn\":\"m-1\","
            + "\"message_id\":\"m-1-answer\",\"seq\":2,\"content\":\""
            + ANSWER
            + "\",\"version\":2,\"agent_memory\":{\"user_preferences\":{\"focus\":\"cost\"},"
            + "\"variables\":{\"budget\":100}},\"workflow_state\":{\"current_step\":\"review\","
            + "\"total_steps\":4,\"pending_steps\":[\"plan\",\"draft\"]}}}"),
    HISTORY_OF_100(history("m-")),
    /** Of which each differs from the one before from the first message on. */
    OTHER_HISTORY_OF_100(history("m-"), history("n-"));

    private final List<Payload> payloads;

    Frame(String... texts) {
      this.payloads = Arrays.stream(texts).map(Payload::of).toList();
    }

    private static String history(String ids) {
      return IntStream.range(0, HISTORY)
          .mapToObj(
              at ->
                  "{\"seq\":"
                      + (at + 1)
                      + ",\"id\":\""
                      + ids
                      + at
                      + "\",\"role\":\"user\",\"content\":\""
                      + ANSWER
                      + "\",\"timestamp\":\"2026-11-29T12:37:56.293151257Z\"}")
          .collect(
              Collectors.joining(
                  ",",
                  "{\"type\":\"conversation_history\",\"id\":\"f-5\",\"payload\":{\"history\":[",
                  "],\"version\":200}}"));
    }
  }

  /** Who reads it. */
  public enum Reader {
    NATIVE,
    FILE
  }

  @Param public Frame frame;
  @Param public Reader reader;

  private DialectSession session;
  private int next;

  /** A session in which everything was said that is acknowledged. */
  @Setup
  public void begin() {
    Dialect dialect =
        reader == Reader.NATIVE
            ? new NativeDialect()
            : FileDialect.read(
                Path.of(System.getProperty("holdfast.dialects", "dialects"), "holdfast.conf"));
    session = dialect.begin();
    session.granted(SessionGrant.known("ann", "token"));
    for (int i = 0; i < HISTORY; i++) {
      session.say(new UserMessage("m-" + i, "Where can we save money?", Memory.EMPTY, true));
    }
  }

  /** One frame. */
  @Benchmark
  public Received read() {
    next = (next + 1) % frame.payloads.size();
    return session.read(frame.payloads.get(next));
  }
}
