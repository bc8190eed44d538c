package dev.holdfast.faults.stages;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a connection: a source, stages, a sink. Reading stops while the sink cannot take
 * more, or the stages hold more than the limit, so memory stays bounded and the sender feels it.
 */
public final class Lane {

  /** Bytes that stages may hold before reading stops: 1 s of latency at 8 Mbit/s. */
  public static final int LIMIT = 1 << 20;

  private final Channel source;
  private final Channel sink;
  private final Gate gate;
  private final List<Stage> stages = new ArrayList<>();
  private int limit = LIMIT;
  private long held;
  private boolean over;

  /** From source to sink, with the gate as its only stage before the last. */
  public Lane(Channel source, Channel sink, Stage last) {
    this.source = source;
    this.sink = sink;
    this.gate = new Gate(this::hold);
    stages.add(gate);
    stages.add(last);
    relink();
  }

  public Gate gate() {
    return gate;
  }

  public Channel sink() {
    return sink;
  }

  public void data(ByteBuf bytes) {
    if (over) {
      bytes.release();
    } else {
      stages.get(0).data(bytes);
    }
  }

  public void end() {
    if (!over) {
      stages.get(0).end();
    }
  }

  /** Puts a stage before all others. */
  public void prepend(Stage stage) {
    stages.add(0, stage);
    relink();
  }

  /** Puts another stage in the first one's place. */
  public void replaceFirst(Stage stage) {
    stages.set(0, stage);
    relink();
  }

  /** Puts a stage last before the sink. */
  public void append(Stage stage) {
    stages.add(stages.size() - 1, stage);
    relink();
  }

  /** Puts a stage in the place of another of its kind. */
  public void replace(Stage old, Stage stage) {
    old.replaced();
    stages.set(stages.indexOf(old), stage);
    relink();
  }

  /** Takes a stage out after it has handed on what it held. */
  public void remove(Stage stage) {
    if (stages.contains(stage)) {
      stage.release();
      stages.remove(stage);
      relink();
    }
  }

  /** Bytes more (or, negative, fewer) are held by a stage. */
  void hold(int bytes) {
    held += bytes;
    regulate();
  }

  /** How many bytes stages may hold before reading stops. */
  public void limit(int bytes) {
    limit = bytes;
    regulate();
  }

  public void regulate() {
    boolean read = over || (held < limit && (sink.isWritable() || !sink.isActive()));
    if (source.config().isAutoRead() != read) {
      source.config().setAutoRead(read);
    }
  }

  /** Runs later on the event loop, unless the connection is over by then. */
  public void later(long nanos, Runnable task) {
    var unused =
        source
            .eventLoop()
            .schedule(
                () -> {
                  if (!over) {
                    task.run();
                  }
                },
                Math.max(0, nanos),
                TimeUnit.NANOSECONDS);
  }

  /** The connection is over: whatever is held or still comes is dropped. */
  public void discard() {
    over = true;
    stages.forEach(Stage::discard);
    regulate();
  }

  private void relink() {
    for (int i = 0; i + 1 < stages.size(); i++) {
      stages.get(i).next(stages.get(i + 1));
    }
  }
}
