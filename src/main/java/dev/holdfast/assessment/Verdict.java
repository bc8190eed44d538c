package dev.holdfast.assessment;

/** What a run says of its target. */
public enum Verdict {
  /** Every objective met. */
  PASS,
  /** At least one objective not met. */
  FAIL,
  /**
   * The run cannot say: nothing measured, planned and judged differ, or the generator was the
   * limit.
   */
  INVALID
}
