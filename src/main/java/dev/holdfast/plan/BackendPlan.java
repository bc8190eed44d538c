package dev.holdfast.plan;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The mock backend that a run starts when it is given no target.
 *
 * @param defects seeded defects and their rates; empty for a sound backend
 * @param defectSeed makes the same reconnections hit again
 * @param jwtSecret signs tokens; empty for a random one. Never shown
 * @param startTimeout how long it may take to start; above 0
 * @param jvmArgs arguments of its JVM
 * @param trustedProxies networks whose forwarding headers count
 * @param agentDelay how long the agent takes before it answers; not negative
 * @param store where it keeps sessions: {@code memory}, {@code file:<path>} or {@code
 *     redis://host:port[/db]}
 * @param chunkDelay pause between the pieces of its answer; not negative
 * @param heartbeatInterval a client that is silent for this long is pinged; above 0
 * @param heartbeatTimeout and closed if it stays silent for this long; above 0
 * @param drainTime how long turns may take when it drains; not negative
 * @param handshakeRate handshakes that it takes a second; 0 for any number
 * @param forgetAfter a session that is away for this long is forgotten; real time, above 0
 * @param noticeDelay how long after its connection was closed a session counts as away; real time,
 *     not negative
 * @param nodes how many processes of it share the load of a capacity run; at least 1
 * @param limits what load it bears before it is slow
 */
public record BackendPlan(
    String defects,
    long defectSeed,
    String jwtSecret,
    Duration startTimeout,
    List<String> jvmArgs,
    String trustedProxies,
    Duration agentDelay,
    String store,
    Duration chunkDelay,
    Duration heartbeatInterval,
    Duration heartbeatTimeout,
    Duration drainTime,
    int handshakeRate,
    Duration forgetAfter,
    Duration noticeDelay,
    int nodes,
    BackendLimits limits) {

  private static final int SHORTEST_SECRET = 32;
  private static final String MEMORY = "memory";
  private static final Pattern STORE =
      Pattern.compile(
          MEMORY + "|file:.+|redis://([^\\s:/@\\[\\]]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5}(/\\d{1,3})?");

  /** Refuses a secret that is too short to sign with, and a store of no known kind. */
  public BackendPlan {
    jvmArgs = List.copyOf(jvmArgs);
    int bytes = jwtSecret.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > 0 && bytes < SHORTEST_SECRET) {
      throw ConfigurationException.refused(
          "holdfast.backend.jwt-secret", "at least 32 bytes", bytes + " bytes");
    }
    if (!STORE.matcher(store).matches()) {
      throw ConfigurationException.refused(
          "holdfast.backend.store", "memory, file:<path> or redis://host:port[/db]", store);
    }
  }

  static BackendPlan of(Values values) {
    return new BackendPlan(
        values.text("holdfast.backend.defects").strip(),
        values.number("holdfast.backend.defect-seed"),
        values.text("holdfast.backend.jwt-secret"),
        values.positive("holdfast.backend.start-timeout"),
        Arrays.stream(values.text("holdfast.backend.jvm-args").split("\\s+"))
            .filter(argument -> !argument.isEmpty())
            .toList(),
        values.text("holdfast.backend.trusted-proxies"),
        values.notNegative("holdfast.backend.agent-delay"),
        values.text("holdfast.backend.store").strip(),
        values.notNegative("holdfast.backend.chunk-delay"),
        values.positive("holdfast.backend.heartbeat-interval"),
        values.positive("holdfast.backend.heartbeat-timeout"),
        values.notNegative("holdfast.backend.drain-time"),
        values.count("holdfast.backend.handshake-rate"),
        values.positive("holdfast.backend.forget-after"),
        values.notNegative("holdfast.backend.notice-delay"),
        values.atLeastOne("holdfast.backend.nodes"),
        BackendLimits.of(values));
  }

  /** Whether what it keeps is there again after its process has ended. */
  public boolean outlivesProcess() {
    return !store.equals(MEMORY);
  }

  @Override
  public String toString() {
    return "BackendPlan[defects=" + defects + ", defectSeed=" + defectSeed + "]";
  }
}
