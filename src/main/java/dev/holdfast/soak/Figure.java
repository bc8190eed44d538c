package dev.holdfast.soak;

import dev.holdfast.wording.Wording;

/** The figures that are watched for drift: a closed list. */
public enum Figure {
  /** Reconnections judged a second. */
  THROUGHPUT("reconnections-per-second", "Reconnections per second", Unit.PER_SECOND, false),
  /** Half of the contexts were back within this. */
  RESTORE_P50("restore-p50", "Restore time, p50", Unit.MICROS, true),
  /** 99 in 100 contexts were back within this. */
  RESTORE_P99("restore-p99", "Restore time, p99", Unit.MICROS, true),
  /** Half of the handshakes took at most this. */
  HANDSHAKE_P50("handshake-p50", "Handshake time, p50", Unit.MICROS, true),
  /** 99 in 100 handshakes took at most this. */
  HANDSHAKE_P99("handshake-p99", "Handshake time, p99", Unit.MICROS, true),
  /** Half of the turns took at most this. */
  TURN_P50("turn-p50", "Turn time, p50", Unit.MICROS, true),
  /** 99 in 100 turns took at most this. */
  TURN_P99("turn-p99", "Turn time, p99", Unit.MICROS, true),
  /** Share of the reconnections whose promise was not kept. */
  BROKEN("broken-share", "Broken reconnections", Unit.SHARE, true),
  /** The injector's heap right after a full collection. */
  INJECTOR_HEAP("generator.live-heap-bytes", "Injector heap", Unit.BYTES, true),
  /** Files that the injector has open. */
  INJECTOR_FILES("generator.open-files", "Injector open files", Unit.COUNT, true),
  /** The backend's heap right after a full collection. */
  BACKEND_HEAP("backend.live-heap-bytes", "Backend heap", Unit.BYTES, true),
  /** The backend's resident memory. */
  BACKEND_RESIDENT("backend.resident-bytes", "Backend resident memory", Unit.BYTES, true),
  /** The backend's threads. */
  BACKEND_THREADS("backend.threads", "Backend threads", Unit.COUNT, true),
  /** Files that the backend has open. */
  BACKEND_FILES("backend.open-files", "Backend open files", Unit.COUNT, true),
  /** Contexts in the backend's store. */
  BACKEND_CONTEXTS("backend.contexts", "Contexts in the backend's store", Unit.COUNT, true),
  /** What the backend's store holds for each context. */
  BACKEND_BYTES_A_SESSION(
      "backend.bytes-per-session", "Bytes per session in the store", Unit.BYTES, true),
  /** Tokens and places that the auth service remembers. */
  BACKEND_AUTH_ENTRIES("backend.auth-entries", "Auth service entries", Unit.COUNT, true);

  /** What a figure counts in. */
  enum Unit {
    BYTES,
    COUNT,
    MICROS,
    PER_SECOND,
    SHARE
  }

  private final String id;
  private final String title;
  private final Unit unit;
  private final boolean mustNotRise;

  Figure(String id, String title, Unit unit, boolean mustNotRise) {
    this.id = id;
    this.title = title;
    this.unit = unit;
    this.mustNotRise = mustNotRise;
  }

  /** The name; of a gauge, its name in the journal. */
  public String id() {
    return id;
  }

  /** One line a lead can read. */
  public String title() {
    return title;
  }

  /** Whether it is bad if this rises; else it is bad if it falls. */
  public boolean mustNotRise() {
    return mustNotRise;
  }

  /** Whether of several neighbouring values the least tells most, as of a heap with garbage. */
  boolean isMemory() {
    return unit == Unit.BYTES;
  }

  /** Whether it is timed, or counted of the load, so that a generator that is late changes it. */
  boolean followsTheLoad() {
    return unit != Unit.BYTES && unit != Unit.COUNT;
  }

  Unit unit() {
    return unit;
  }

  /** A value of this figure for people, such as {@code 12.5 MiB}. */
  public String told(double value) {
    return switch (unit) {
      case BYTES -> Wording.bytes(value);
      case COUNT -> Wording.number(value);
      case MICROS -> Wording.micros(value);
      case PER_SECOND -> Wording.number(value) + "/s";
      case SHARE -> Wording.shareUp(value);
    };
  }
}
