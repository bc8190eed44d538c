package dev.holdfast.cli;

import dev.holdfast.assessment.Verdict;

/** What the process tells its caller. */
public final class ExitCode {

  /** A PASS, or a command that did what it was asked. */
  public static final int OK = 0;

  /** A FAIL, or a comparison that found something worse when told to fail on it. */
  public static final int FAIL = 1;

  /** A command line or a file that makes no sense. */
  public static final int USAGE = 2;

  /** An INVALID run. */
  public static final int INVALID = 3;

  private ExitCode() {}

  /** What a run with that verdict ends with. */
  public static int of(Verdict verdict) {
    return switch (verdict) {
      case PASS -> OK;
      case FAIL -> FAIL;
      case INVALID -> INVALID;
    };
  }
}
