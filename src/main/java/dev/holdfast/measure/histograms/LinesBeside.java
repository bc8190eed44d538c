package dev.holdfast.measure.histograms;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has lines of a histogram log taken by a second thread, in their order, while the first decodes
 * the next ones: half of the work of a long log is to decode it, the other half to add it up. For
 * one thread.
 */
public final class LinesBeside implements AutoCloseable {

  private static final int SOME = 64;

  private final Consumer<HistogramLog.Line> reader;
  private final ExecutorService second =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "holdfast-histograms");
            thread.setDaemon(true);
            return thread;
          });

  private List<HistogramLog.Line> next = new ArrayList<>(SOME);
  private @Nullable Future<?> taken;

  /** Begins; the reader is called by one other thread alone until {@link #finish} returns. */
  public LinesBeside(Consumer<HistogramLog.Line> reader) {
    this.reader = reader;
  }

  /** Adds a line; what the reader threw is thrown here, or by a later call. */
  public void add(HistogramLog.Line line) {
    next.add(line.kept());
    if (next.size() == SOME) {
      hand();
    }
  }

  /** Returns once every line was taken. */
  public void finish() {
    hand();
    await();
  }

  private void hand() {
    await();
    List<HistogramLog.Line> lines = next;
    next = new ArrayList<>(SOME);
    taken = second.submit(() -> lines.forEach(reader));
  }

  private void await() {
    if (taken == null) {
      return;
    }
    try {
      taken.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a histogram log was read", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a line of a histogram log cannot be taken", e.getCause());
    }
  }

  @Override
  public void close() {
    second.shutdownNow();
  }
}
