package dev.holdfast.run.fleet;

import dev.holdfast.run.exchange.ClockMap;
import dev.holdfast.run.exchange.FleetMessages;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One injector as the run knows it. Used by one thread. */
final class Member {

  private final int index;
  private final ClockMap clock = new ClockMap();
  private final Map<Long, byte[]> spans = new HashMap<>();
  private long lastSpan;
  private long waitingBytes;
  private long heardNanos;
  private long spanNanos;
  private boolean planned;
  private boolean pinged;
  private FleetMessages.@Nullable Hello hello;
  private FleetMessages.@Nullable Ready ready;
  private FleetMessages.@Nullable Bye bye;
  private FleetMessages.Pulse pulse = new FleetMessages.Pulse("", 0, 0, 0, 0, 0);
  private int twice;

  Member(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }

  ClockMap clock() {
    return clock;
  }

  FleetMessages.@Nullable Hello hello() {
    return hello;
  }

  FleetMessages.@Nullable Bye bye() {
    return bye;
  }

  FleetMessages.@Nullable Ready ready() {
    return ready;
  }

  FleetMessages.Pulse pulse() {
    return pulse;
  }

  boolean isHere() {
    return hello != null;
  }

  /** Whether it waits for nothing but the start. */
  boolean isReady() {
    return ready != null && planned && pinged;
  }

  /** How often its index was claimed by another process. */
  int twice() {
    return twice;
  }

  void heard(long nanos) {
    heardNanos = nanos;
  }

  /** From that instant on it is to bring intervals. */
  void recordsFrom(long nanos) {
    spanNanos = nanos;
  }

  long withoutSpanNanos(long now) {
    return now - spanNanos;
  }

  long silentNanos(long now) {
    return now - heardNanos;
  }

  void came(FleetMessages.Hello its) {
    hello = its;
  }

  void cameTwice() {
    twice++;
  }

  void hasItsPlan() {
    planned = true;
  }

  void clockIsKnown() {
    pinged = true;
  }

  void isReady(FleetMessages.Ready its) {
    ready = its;
  }

  void ended(FleetMessages.Bye its) {
    bye = its;
  }

  void pulsed(FleetMessages.Pulse its) {
    pulse = its;
  }

  /** Takes a span; whether it is the one after the last. */
  boolean tookSpan(long number, byte[] encoded) {
    boolean next = number == lastSpan + 1;
    if (next) {
      lastSpan = number;
      spanNanos = heardNanos;
      spans.put(number, encoded);
      waitingBytes += encoded.length;
    }
    return next;
  }

  long lastSpan() {
    return lastSpan;
  }

  /** Hands a span over, and forgets it; null if it is not there. */
  byte @Nullable [] span(long number) {
    byte[] encoded = spans.remove(number);
    waitingBytes -= encoded == null ? 0 : encoded.length;
    return encoded;
  }

  /** Bytes of the spans that it has brought and that nobody has taken yet. */
  long waitingBytes() {
    return waitingBytes;
  }

  boolean hasSpan(long number) {
    return spans.containsKey(number);
  }

  /** Whether it records no interval of that number any more. */
  boolean endedBefore(long number) {
    FleetMessages.Bye said = bye;
    return said != null && said.spans() < number;
  }

  String node() {
    FleetMessages.Hello its = hello;
    return its == null ? "?" : its.node();
  }

  /** By which people know it. */
  String named() {
    return "injector " + index + (hello == null ? "" : " on " + node());
  }
}
