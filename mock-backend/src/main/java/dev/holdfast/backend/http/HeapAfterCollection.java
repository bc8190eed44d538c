package dev.holdfast.backend.http;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The heap in use right after the latest collection: what is left when the garbage is gone, and so
 * what a leak shows in. After a young collection it still holds old garbage; after {@code POST
 * /admin/gc} it does not.
 */
final class HeapAfterCollection {
  private HeapAfterCollection() {}

  /** In bytes; not a number before the first collection. */
  static double bytes() {
    Set<String> heapPools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    return latest()
        .map(
            info ->
                (double)
                    info.getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> heapPools.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum())
        .orElse(Double.NaN);
  }

  private static Optional<GcInfo> latest() {
    return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
        .flatMap(collector -> Optional.ofNullable(collector.getLastGcInfo()).stream())
        .max(Comparator.comparingLong(GcInfo::getEndTime));
  }
}
