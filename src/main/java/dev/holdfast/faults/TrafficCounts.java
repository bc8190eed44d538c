package dev.holdfast.faults;

import dev.holdfast.faults.stages.Direction;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has gone through one proxy, counted since it was made. */
public final class TrafficCounts {

  private final Map<Direction, LongAdder> received = counters(Direction.class);
  private final Map<Direction, LongAdder> sent = counters(Direction.class);
  private final Map<Fault, LongAdder> faults = counters(Fault.class);

  public LongAdder received(Direction direction) {
    return of(received, direction);
  }

  public LongAdder sent(Direction direction) {
    return of(sent, direction);
  }

  public LongAdder faults(Fault fault) {
    return of(faults, fault);
  }

  private static <K extends Enum<K>> LongAdder of(Map<K, LongAdder> counters, K key) {
    return counters.computeIfAbsent(key, unseen -> new LongAdder());
  }

  private static <K extends Enum<K>> Map<K, LongAdder> counters(Class<K> keys) {
    Map<K, LongAdder> counters = new EnumMap<>(keys);
    for (K key : keys.getEnumConstants()) {
      counters.put(key, new LongAdder());
    }
    return counters;
  }
}
