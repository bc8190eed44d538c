package dev.holdfast.objectives;

import java.util.Arrays;

/**
 * Why a session was not established where nothing came in time: a generator that was late itself
 * may have made it so, which it cannot of a refusal.
 */
public enum SilentCause {
  NO_GREETING("no greeting within"),
  NO_ANSWER("no answer"),
  NOT_ACKNOWLEDGED("what was said was not acknowledged"),
  NOT_ANSWERED("what was acknowledged was not answered");

  /** What follows where something came, and could not be read. */
  public static final String UNREADABLE = ", and frames came that could not be read";

  private final String words;

  SilentCause(String words) {
    this.words = words;
  }

  /** How it is recorded, alone or within a sentence. */
  public String words() {
    return words;
  }

  /** Whether a recorded cause is one of these. */
  static boolean is(String cause) {
    return !cause.endsWith(UNREADABLE)
        && Arrays.stream(values()).anyMatch(each -> cause.contains(each.words));
  }
}
