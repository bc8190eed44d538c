package dev.holdfast.conformance;

/**
 * What one rule of a protocol came to.
 *
 * @param rule in one line
 * @param outcome whether the target keeps it
 * @param seen what came instead; empty unless the rule is broken
 */
public record Statement(String rule, Outcome outcome, String seen) {

  /** What can become of a rule. */
  public enum Outcome {
    /** The target keeps it. */
    HOLDS,
    /** It does not. */
    BROKEN,
    /** What it rests on does not hold, so nobody tried. */
    UNTRIED
  }
}
