package dev.holdfast.measure;

/** Keeps account of what was judged, each in its own way. */
public interface JudgementSink {

  /** A planned return was judged, or ended without ever being begun. */
  void judged(JudgedReturn judged);

  /** Something was found that belongs to no return. */
  void found(FoundBeside found);
}
