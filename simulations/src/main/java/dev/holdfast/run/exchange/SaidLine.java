package dev.holdfast.run.exchange;

/** What one injector said for keeps. */
public final class SaidLine {

  private final Subjects.Said what;
  private final int index;
  private final byte[] message;

  SaidLine(Subjects.Said what, int index, byte[] message) {
    this.what = what;
    this.index = index;
    this.message = message;
  }

  /** What kind of thing. */
  public Subjects.Said what() {
    return what;
  }

  /** Of which injector. */
  public int index() {
    return index;
  }

  /** The message itself. */
  public byte[] message() {
    return message;
  }
}
