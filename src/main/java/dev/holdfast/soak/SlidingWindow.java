package dev.holdfast.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The worst 99th percentile of any window of a given length, from histograms that are merged. Holds
 * one window's histograms at a time, in a bounded number of panes.
 */
final class SlidingWindow {

  private static final int PANES = 20;

  private final long lengthMillis;
  private final long paneMillis;
  private final Deque<Pane> panes = new ArrayDeque<>();
  private TimeSeries.@Nullable Window worst;

  private record Pane(long fromMillis, long toMillis, Histogram micros) {}

  SlidingWindow(Duration length) {
    this.lengthMillis = length.toMillis();
    this.paneMillis = Math.max(1, lengthMillis / PANES);
  }

  /** Adds what was measured next. */
  void add(long fromMillis, long toMillis, Histogram micros) {
    Pane last = panes.peekLast();
    if (last != null && toMillis - last.fromMillis <= paneMillis) {
      panes.removeLast();
      last.micros.add(micros);
      panes.addLast(new Pane(last.fromMillis, toMillis, last.micros));
    } else {
      look();
      panes.addLast(new Pane(fromMillis, toMillis, micros.copy()));
      while (toMillis - panes.getFirst().fromMillis > lengthMillis && panes.size() > 1) {
        panes.removeFirst();
      }
    }
  }

  /** The worst of all whole windows; of a run that was shorter than one, the run itself. */
  Optional<TimeSeries.Window> worst() {
    look();
    return Optional.ofNullable(worst);
  }

  private void look() {
    if (panes.isEmpty()) {
      return;
    }
    Histogram all = new Histogram(3);
    panes.forEach(pane -> all.add(pane.micros));
    TimeSeries.Window window =
        new TimeSeries.Window(
            panes.getFirst().fromMillis,
            panes.getLast().toMillis,
            all.getTotalCount(),
            all.getValueAtPercentile(99));
    // As long as the first window is not whole, the later, longer one says more.
    if (worst == null || isShort(worst) || window.micros() > worst.micros()) {
      worst = window;
    }
  }

  private boolean isShort(TimeSeries.Window window) {
    return window.toMillis() - window.fromMillis() < lengthMillis - 2 * paneMillis;
  }
}
