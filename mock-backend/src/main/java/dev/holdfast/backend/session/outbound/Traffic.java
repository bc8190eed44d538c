package dev.holdfast.backend.session.outbound;

import dev.holdfast.backend.context.GapLength;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what passes: every frame accepted, refused, sent and dropped, every connection. */
public final class Traffic {
  private final MeterRegistry metrics;
  private final Map<String, Counter> in = new ConcurrentHashMap<>();
  private final Map<String, Counter> out = new ConcurrentHashMap<>();
  private final Map<String, Counter> dropped = new ConcurrentHashMap<>();
  private final Map<String, Counter> closed = new ConcurrentHashMap<>();
  private final Map<String, Counter> handshakes = new ConcurrentHashMap<>();
  private final Map<GapLength, Counter> reconnections = new EnumMap<>(GapLength.class);
  private final Counter turns;
  private final Timer latency;

  /** Registers its meters. */
  public Traffic(MeterRegistry metrics) {
    this.metrics = metrics;
    this.turns =
        Counter.builder("holdfast.backend.turns")
            .description("Turns that the agent completed")
            .register(metrics);
    this.latency =
        Timer.builder("holdfast.backend.event")
            .description("From the arrival of a client's frame to its answer being queued")
            .serviceLevelObjectives(
                Duration.ofNanos(50_000),
                Duration.ofNanos(200_000),
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofMillis(25),
                Duration.ofMillis(100),
                Duration.ofMillis(500))
            .register(metrics);
    for (GapLength gapClass : GapLength.values()) {
      reconnections.put(
          gapClass,
          counter("reconnections", "gap", gapClass.id(), "Reconnections by the class of the gap"));
    }
  }

  /** A frame came; {@code kind} is its type, or the error code with which it was refused. */
  public void received(String kind) {
    in.computeIfAbsent(kind, k -> counter("frames.in", "type", k, "Frames received, by type"))
        .increment();
  }

  /** A frame was written. */
  public void sent(String type) {
    out.computeIfAbsent(type, k -> counter("frames.out", "type", k, "Frames written, by type"))
        .increment();
  }

  /** A frame was not delivered, for this reason. */
  public void dropped(String reason, int count) {
    dropped
        .computeIfAbsent(
            reason, k -> counter("frames.dropped", "reason", k, "Frames dropped, by reason"))
        .increment(count);
  }

  /** A connection ended with this close code. */
  public void closed(int code) {
    closed
        .computeIfAbsent(
            CloseCode.isKnown(code) ? Integer.toString(code) : "other",
            k -> counter("connections.closed", "code", k, "Connections ended, by close code"))
        .increment();
  }

  /** A handshake ended so: {@code accepted}, {@code unauthorized}, {@code unavailable}, … */
  public void handshake(String result) {
    handshakes
        .computeIfAbsent(
            result, k -> counter("handshakes", "result", k, "WebSocket handshakes, by result"))
        .increment();
  }

  public void reconnection(GapLength gapClass) {
    Counter counter = reconnections.get(gapClass);
    if (counter != null) {
      counter.increment();
    }
  }

  public void turn() {
    turns.increment();
  }

  public void answered(long nanos) {
    latency.record(Duration.ofNanos(nanos));
  }

  private Counter counter(String name, String tag, String value, String description) {
    return Counter.builder("holdfast.backend." + name)
        .description(description)
        .tag(tag, value)
        .register(metrics);
  }
}
