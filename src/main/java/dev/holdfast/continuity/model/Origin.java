package dev.holdfast.continuity.model;

/**
 * Whose a context is, and since when.
 *
 * @param userId the backend's name of its user; empty where it tells none
 * @param createdAt when it began, in milliseconds since 1970; {@link Message#UNTIMED} where the
 *     backend tells no time
 */
public record Origin(String userId, long createdAt) {

  /** Nothing is told. */
  public static final Origin UNTOLD = new Origin("", Message.UNTIMED);
}
