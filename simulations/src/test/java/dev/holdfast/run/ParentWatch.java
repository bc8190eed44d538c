package dev.holdfast.run;

/**
 * Ends this process when the one that started it ends.
 *
 * <p>A build tool that is stopped by a signal leaves the process that it forked for Gatling
 * running: the load would go on with nobody to see its verdict. The build asks for this watch by a
 * system property, so that a run started by hand may outlive its shell.
 */
final class ParentWatch {

  private static final String ASKED_FOR = "dev.holdfast.follow-parent";
  private static final int TERMINATED = 143;

  private ParentWatch() {}

  static void followIfAsked() {
    if (Boolean.getBoolean(ASKED_FOR)) {
      ProcessHandle.current()
          .parent()
          .ifPresent(
              parent -> {
                var unused = parent.onExit().thenRun(() -> System.exit(TERMINATED));
              });
    }
  }
}
