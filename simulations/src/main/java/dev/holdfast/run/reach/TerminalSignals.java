package dev.holdfast.run.reach;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a terminal's signals from processes that must outlive them.
 *
 * <p>A terminal sends Ctrl-C and its hang-up to every process of the foreground group. A mock
 * backend that ended with them would be gone while the run still judges it. A signal that is
 * ignored stays ignored in the program that a shell becomes (POSIX, {@code exec}), and a JVM leaves
 * an ignored {@code SIGINT} or {@code SIGHUP} as it is. {@code SIGTERM} still ends the process.
 */
public final class TerminalSignals {

  private static final Path SHELL = Path.of("/bin/sh");

  private TerminalSignals() {}

  /**
   * The same command, deaf to Ctrl-C and hang-up; its process keeps its id. Unchanged on a system
   * that has no POSIX shell.
   */
  public static List<String> ignoredBy(List<String> command) {
    if (!Files.isExecutable(SHELL)) {
      return command;
    }
    List<String> wrapped =
        new ArrayList<>(List.of(SHELL.toString(), "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    wrapped.addAll(command);
    return wrapped;
  }
}
