package dev.holdfast.capacity;

/** What is raised from level to level, all else being kept. */
public enum LoadKind {
  /** Sessions that are open, converse and reconnect at the same time. */
  SESSIONS("concurrent sessions"),

  /** Reconnections that begin in a second, each with its restored context judged. */
  RECONNECTIONS("reconnections a second"),

  /** Turns that begin in a second. */
  TURNS("turns a second");

  private final String words;

  LoadKind(String words) {
    this.words = words;
  }

  /** Its unit in words, as in {@code 4,000 concurrent sessions}. */
  public String words() {
    return words;
  }
}
