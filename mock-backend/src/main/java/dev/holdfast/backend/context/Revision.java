package dev.holdfast.backend.context;

/**
 * Which state of a context: what a commit builds on.
 *
 * @param incarnation how often the session's context has begun anew, from 1; 0 before there is any.
 *     It keeps a turn that outlived its context from being committed to the next one
 * @param version the version within that incarnation; not negative
 */
public record Revision(int incarnation, long version) {

  /** The state of a session that has no context yet. */
  public static final Revision NONE = new Revision(0, 0);

  /** Refuses negative numbers. */
  public Revision {
    if (incarnation < 0 || version < 0) {
      throw new IllegalArgumentException(
          "incarnation and version must not be negative, got: " + incarnation + ", " + version);
    }
  }
}
