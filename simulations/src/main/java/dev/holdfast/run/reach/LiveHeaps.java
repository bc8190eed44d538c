package dev.holdfast.run.reach;

import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.soak.Metric;
import dev.holdfast.soak.SoakObjectives;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The live heaps of injector and backend: what is in use right after a full collection, now and
 * then. After a young one a heap still holds old garbage, which looks like a leak for minutes.
 */
public final class LiveHeaps {

  private final BackendHeap backend;
  private final AtomicReference<Double> ofBackend = new AtomicReference<>(Double.NaN);
  private final AtomicReference<Double> ofInjector = new AtomicReference<>(Double.NaN);

  public LiveHeaps(BackendHeap backend) {
    this.backend = backend;
  }

  /** Has each measurement of the backend read into one interval of the journal. */
  public void ofBackendInto(RunRecorder recorder) {
    recorder.gauge(Metric.BACKEND_HEAP.id(), () -> ofBackend.getAndSet(Double.NaN));
  }

  /** The same of this process. */
  public void ofInjectorInto(RunRecorder recorder) {
    recorder.gauge(Metric.INJECTOR_HEAP.id(), () -> ofInjector.getAndSet(Double.NaN));
    recorder.gauge(
        SoakObjectives.INJECTOR_HEAP_LIMIT, () -> (double) Runtime.getRuntime().maxMemory());
  }

  /** Collects at the backend; blocks meanwhile. */
  public void collectBackend() {
    backend.afterCollection().ifPresent(bytes -> ofBackend.set((double) bytes));
  }

  /** Collects here; blocks meanwhile. */
  public void collectInjector() {
    System.gc();
    ofInjector.set((double) afterCollection());
  }

  /** Not what is in use by now: other threads have taken megabytes since, to allocate from. */
  private static long afterCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }
}
