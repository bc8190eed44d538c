package dev.holdfast.capacity.resources;

/** What a target can run out of, as far as its metrics tell. */
public enum Resource {
  /** Processor time, in processors kept busy. */
  CPU("processors", "processors", 0.9),

  /** Heap that is live: in use right after a collection where the target tells, in bytes. */
  HEAP("live heap", "bytes", 0.85),

  /** Share of the time in which a collection stops everything. */
  COLLECTION("collection pauses", "of the time", 0.1),

  /** Open file descriptors; each connection is one. */
  FILES("open files", "files", 0.95),

  /** Threads alive. */
  THREADS("threads", "threads", 0.95),

  /** Memory of the process that is resident, in bytes. */
  RESIDENT("resident memory", "bytes", 0.95),

  /** Operations of the context store a second. */
  STORE("store operations", "a second", 0.95);

  private final String words;
  private final String unit;
  private final double exhaustedFrom;

  Resource(String words, String unit, double exhaustedFrom) {
    this.words = words;
    this.unit = unit;
    this.exhaustedFrom = exhaustedFrom;
  }

  /** Its name in a sentence. */
  public String words() {
    return words;
  }

  /** What it is counted in. */
  public String unit() {
    return unit;
  }

  /**
   * The part of its limit from which it holds everything else up. A collector that stops the world
   * for a tenth of the time does so long before it takes all of it.
   */
  public double exhaustedFrom() {
    return exhaustedFrom;
  }
}
