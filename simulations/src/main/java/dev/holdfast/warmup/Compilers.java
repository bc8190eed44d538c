package dev.holdfast.warmup;

import dev.holdfast.plan.reach.Target;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long the just-in-time compilers of this process and of the run's own backends were at work.
 */
final class Compilers {

  private final Map<String, Supplier<Optional<Duration>>> sources = new LinkedHashMap<>();
  private final Map<String, Duration> before = new HashMap<>();

  /** Of this process and of these; what a process does not tell is left out. */
  Compilers(List<Target> ours) {
    @Nullable CompilationMXBean own = ManagementFactory.getCompilationMXBean();
    if (own != null && own.isCompilationTimeMonitoringSupported()) {
      sources.put(
          "the generator", () -> Optional.of(Duration.ofMillis(own.getTotalCompilationTime())));
    }
    for (int i = 0; i < ours.size(); i++) {
      String name = ours.size() == 1 ? "the mock backend" : "mock backend " + (i + 1);
      sources.put(name, new OwnBackend(ours.get(i))::compiling);
    }
  }

  /** How long each was at work since this was last asked; at first nothing. */
  Map<String, Duration> since() {
    Map<String, Duration> since = new LinkedHashMap<>();
    sources.forEach(
        (process, source) ->
            source
                .get()
                .ifPresent(
                    now -> {
                      Duration last = before.put(process, now);
                      if (last != null) {
                        since.put(process, now.minus(last));
                      }
                    }));
    return since;
  }
}
