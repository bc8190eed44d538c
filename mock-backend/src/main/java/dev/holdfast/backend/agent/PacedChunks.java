package dev.holdfast.backend.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the chunks of an answer with pauses between them, without holding a thread. */
final class PacedChunks {
  private static final Logger LOG = LoggerFactory.getLogger(PacedChunks.class);

  private final ScheduledExecutorService scheduler;
  private final AgentPace pace;
  private final Optional<ContendedWork> contended;

  PacedChunks(ScheduledExecutorService scheduler, AgentPace pace) {
    this.scheduler = scheduler;
    this.pace = pace;
    this.contended =
        pace.contention() > 0
            ? Optional.of(
                new ContendedWork(
                    pace.thinkTime().toNanos(), pace.contention(), scheduler, System::nanoTime))
            : Optional.empty();
  }

  /** Receives one chunk. */
  interface ChunkSink {
    void accept(int number, String data);
  }

  void play(List<String> chunks, ChunkSink sink, Runnable done) {
    Runnable answer = () -> from(0, chunks, sink, done);
    contended.ifPresentOrElse(work -> work.begin(answer), () -> after(pace.thinkTime(), answer));
  }

  private void from(int first, List<String> chunks, ChunkSink sink, Runnable done) {
    for (int i = first; i < chunks.size(); i++) {
      if (i > first && !pace.chunkDelay().isZero()) {
        int next = i;
        after(pace.chunkDelay(), () -> from(next, chunks, sink, done));
        return;
      }
      tell(sink, i, chunks.get(i));
    }
    done.run();
  }

  private static void tell(ChunkSink sink, int number, String data) {
    try {
      sink.accept(number, data);
    } catch (RuntimeException e) {
      // The turn goes on whoever fails to hear it.
      LOG.warn("a chunk could not be passed on", e);
    }
  }

  private void after(Duration pause, Runnable task) {
    if (pause.isZero()) {
      task.run();
    } else {
      ScheduledFuture<?> unused = scheduler.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
