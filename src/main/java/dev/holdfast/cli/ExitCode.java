package dev.holdfast.cli;

import dev.holdfast.objectives.Verdict;

/** What the process tells its caller. */
final class ExitCode {

  /** A PASS, or a command that did what it was asked. */
  static final int OK = 0;

  /** A FAIL, or a comparison that found something worse when told to fail on it. */
  static final int FAIL = 1;

  /** A command line or a file that makes no sense. */
  static final int USAGE = 2;

  /** An INVALID run. */
  static final int INVALID = 3;

  private ExitCode() {}

  static int of(Verdict verdict) {
    return switch (verdict) {
      case PASS -> OK;
      case FAIL -> FAIL;
      case INVALID -> INVALID;
    };
  }
}
