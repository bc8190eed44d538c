package dev.holdfast.measure.generator;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * This process's stop-the-world pauses, as its collectors announce them.
 *
 * <p>The beans of concurrent cycles are left out: the program runs during those. HotSpot names them
 * "… Cycles" (ZGC, Shenandoah) and "… Concurrent …" (G1).
 */
final class GcPauses implements AutoCloseable {

  private final List<GarbageCollectorMXBean> beans;
  private final NotificationListener listener = (notification, handback) -> announced(notification);
  private final AtomicLong maxMillis = new AtomicLong();
  private final AtomicLong totalMillis = new AtomicLong();
  private final AtomicLong heapAfterBytes = new AtomicLong(-1);

  private GcPauses(List<GarbageCollectorMXBean> beans) {
    this.beans = beans;
  }

  /** Listens from now on. */
  static GcPauses listen() {
    GcPauses pauses =
        new GcPauses(
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(bean -> stopsTheWorld(bean.getName()))
                .toList());
    for (GarbageCollectorMXBean bean : pauses.beans) {
      if (bean instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(pauses.listener, null, null);
      }
    }
    return pauses;
  }

  static boolean stopsTheWorld(String collector) {
    return !collector.endsWith("Cycles") && !collector.contains("Concurrent");
  }

  /** The longest since the last reading, in milliseconds. */
  double takeMaxMillis() {
    return maxMillis.getAndSet(0);
  }

  /** All since the last reading together, in milliseconds. */
  double takeTotalMillis() {
    return totalMillis.getAndSet(0);
  }

  /** Heap in use after the last collection; not a number before the first. */
  double heapAfterBytes() {
    long bytes = heapAfterBytes.get();
    return bytes < 0 ? Double.NaN : bytes;
  }

  void paused(long millis) {
    maxMillis.accumulateAndGet(millis, Math::max);
    totalMillis.addAndGet(millis);
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean bean : beans) {
      if (bean instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(listener);
        } catch (ListenerNotFoundException e) {
          // Closed twice: there is nothing left to stop.
        }
      }
    }
  }

  private void announced(Notification notification) {
    if (notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
        && notification.getUserData() instanceof CompositeData data) {
      GcInfo info = GarbageCollectionNotificationInfo.from(data).getGcInfo();
      paused(info.getDuration());
      heapAfterBytes.set(
          info.getMemoryUsageAfterGc().values().stream().mapToLong(MemoryUsage::getUsed).sum());
    }
  }
}
