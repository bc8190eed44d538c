package dev.holdfast.prerequisites;

import java.io.PrintStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * A test that is skipped because the machine lacks something proves nothing: it is named with the
 * reason, and fails where the system property {@value #ALL_MUST_RUN} is true.
 */
public final class MissingPrerequisites
    implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

  static final String ALL_MUST_RUN = "tests.all-must-run";

  private final boolean allMustRun;
  private final PrintStream console;

  /** As the system property says. */
  public MissingPrerequisites() {
    this(Boolean.getBoolean(ALL_MUST_RUN), System.err);
  }

  MissingPrerequisites(boolean allMustRun, PrintStream console) {
    this.allMustRun = allMustRun;
    this.console = console;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    throw told(test.getUniqueId(), failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext tests, Throwable failure)
      throws Throwable {
    throw told(tests.getUniqueId(), failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    throw told(test.getUniqueId(), failure);
  }

  Throwable told(String test, Throwable failure) {
    if (!(failure instanceof TestAbortedException)) {
      return failure;
    }
    if (allMustRun) {
      return new AssertionError(
          "it must run, since -D" + ALL_MUST_RUN + "=true: " + failure.getMessage(), failure);
    }
    console.println("SKIPPED " + test + ": " + failure.getMessage());
    return failure;
  }
}
