package dev.holdfast.backend.session.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.protocol.Answers;
import dev.holdfast.backend.protocol.ErrorCode;
import dev.holdfast.backend.protocol.FrameEncoder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final RecordedWire wire = new RecordedWire();
  private final Outbox outbox = new Outbox(wire, new FrameEncoder(), new Traffic(metrics), 200_000);

  @Test
  void writesOneFrameAtATimeInOrder() {
    send("1", "2", "3");
    assertThat(wire.written).hasSize(1);

    wire.end(true);
    wire.end(true);
    wire.end(true);

    assertThat(wire.texts()).containsExactly("1", "2", "3");
    assertThat(sent()).isEqualTo(3);
  }

  @Test
  void writesALongQueueWithoutDeepeningTheStack() {
    send("0");
    for (int i = 1; i <= 2_000; i++) {
      send(Integer.toString(i));
    }
    wire.endsAtOnce = true;

    wire.end(true);

    assertThat(wire.written).hasSize(2_001);
    assertThat(wire.deepest).isLessThan(200);
  }

  @Test
  void sendsNothingMoreOnceCut() {
    send("1", "2");

    outbox.cut(CloseCode.TOKEN_INVALID, "revoked");
    send("3");
    wire.end(true);

    assertThat(wire.texts()).containsExactly("1");
    assertThat(wire.closes).containsExactly(CloseCode.TOKEN_INVALID);
    assertThat(dropped("connection_ended")).isEqualTo(2);
  }

  @Test
  void finishesWhatWaitsBeforeItCloses() {
    send("1", "2");

    outbox.finish(CloseCode.DRAINING, "going");
    send("3");
    wire.end(true);
    assertThat(wire.closes).isEmpty();
    wire.end(true);

    assertThat(wire.texts()).containsExactly("1", "2");
    assertThat(wire.closes).containsExactly(CloseCode.DRAINING);
  }

  @Test
  void closesAtOnceWhenNothingWaits() {
    outbox.finish(CloseCode.DRAINING, "going");
    outbox.finish(CloseCode.DRAINING, "again");

    assertThat(wire.closes).containsExactly(CloseCode.DRAINING);
  }

  @Test
  void closesAReaderForWhomTooMuchWaits() {
    send("1");
    send("x".repeat(70_000));
    assertThat(wire.closes).isEmpty();

    send("x".repeat(60_000));

    assertThat(wire.closes).containsExactly(CloseCode.TOO_MANY);
    assertThat(dropped("slow_reader")).isEqualTo(2);
  }

  @Test
  void dropsWhatWaitsBehindAWriteThatFailed() {
    send("1", "2", "3");

    wire.end(false);

    assertThat(wire.texts()).containsExactly("1");
    assertThat(dropped("write_failed")).isEqualTo(3);
  }

  private void send(String... texts) {
    for (String text : texts) {
      outbox.send(text, new Answers.Refusal(ErrorCode.CONFLICT, text));
    }
  }

  private double dropped(String reason) {
    return metrics.counter("holdfast.backend.frames.dropped", "reason", reason).count();
  }

  private double sent() {
    return metrics.counter("holdfast.backend.frames.out", "type", "error").count();
  }

  private static final class RecordedWire implements Wire {
    private final List<String> written = new ArrayList<>();
    private final Deque<WriteEnded> pending = new ArrayDeque<>();
    private final List<CloseCode> closes = new ArrayList<>();
    private boolean endsAtOnce;
    private long deepest;

    @Override
    public void write(String text, WriteEnded ended) {
      written.add(text);
      if (endsAtOnce) {
        deepest = Math.max(deepest, StackWalker.getInstance().walk(frames -> frames.count()));
        ended.ended(true);
      } else {
        pending.add(ended);
      }
    }

    private void end(boolean success) {
      pending.remove().ended(success);
    }

    private List<String> texts() {
      return written.stream().map(text -> text.replaceAll(".*\"id\":\"(\\w+)\".*", "$1")).toList();
    }

    @Override
    public void ping() {}

    @Override
    public void pong(ByteBuffer payload) {}

    @Override
    public void close(CloseCode code, String reason) {
      closes.add(code);
    }

    @Override
    public void disconnect() {}
  }
}
