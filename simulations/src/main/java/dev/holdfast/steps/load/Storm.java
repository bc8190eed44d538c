package dev.holdfast.steps.load;

import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.holdfast.faults.Fault;
import dev.holdfast.user.Network;
import dev.holdfast.user.ReturnAttempt;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** All sessions dropped at one instant, and the rush that follows. Shared by all virtual users. */
public final class Storm {

  private static final long WINDOW_NANOS = 100_000_000;
  private static final long WINDOWS_A_SECOND = 10;

  private final Network network;
  private final Set<VirtualUser> members = ConcurrentHashMap.newKeySet();
  private final Map<String, Map<Long, LongAdder>> handshakes = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> returns = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> attempts = new ConcurrentHashMap<>();

  /** A storm over that network. */
  public Storm(Network network) {
    this.network = network;
  }

  /** A virtual user that storms will drop. */
  public ChainBuilder join() {
    return exec(
        session -> {
          members.add(VirtualUser.of(session));
          return session;
        });
  }

  /** A virtual user that no storm will find any more. */
  public ChainBuilder leave() {
    return exec(
        session -> {
          members.remove(VirtualUser.of(session));
          return session;
        });
  }

  /** RST to all members' connections, as fast as one thread can. */
  public void drop() {
    network.allStruck();
    members.forEach(user -> network.on(user.name()).inject(Fault.RESET));
  }

  /**
   * Counts the return that has just come to an end, and the attempts it took.
   *
   * @param kind of storm
   */
  public ChainBuilder countReturn(String kind) {
    return exec(
        session -> {
          ReturnAttempt returnAttempt = VirtualUser.of(session).returnAttempt();
          counter(returns, kind).increment();
          counter(attempts, kind).add(returnAttempt.attempts());
          if (returnAttempt.isGreeted()) {
            handshakes
                .computeIfAbsent(kind, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(returnAttempt.greetedAt() / WINDOW_NANOS, any -> new LongAdder())
                .increment();
          }
          return session;
        });
  }

  /** Attempts to come back for each return; 0 where there were none. */
  public double attemptsPerReturn(String kind) {
    long ended = counter(returns, kind).sum();
    return ended == 0 ? 0 : (double) counter(attempts, kind).sum() / ended;
  }

  /**
   * Most successful handshakes in any tenth of a second, as a rate a second; 0 where there were
   * none.
   */
  public long peakHandshakesPerSecond(String kind) {
    return WINDOWS_A_SECOND
        * handshakes.getOrDefault(kind, Map.of()).values().stream()
            .mapToLong(LongAdder::sum)
            .max()
            .orElse(0);
  }

  private static LongAdder counter(Map<String, LongAdder> counters, String kind) {
    return counters.computeIfAbsent(kind, any -> new LongAdder());
  }
}
