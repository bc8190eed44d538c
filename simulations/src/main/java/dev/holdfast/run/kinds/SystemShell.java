package dev.holdfast.run.kinds;

import java.util.List;

/** The shell that every machine of its system has. */
final class SystemShell {

  private SystemShell() {}

  /** The command that has this machine's shell run a line. */
  static List<String> running(String line) {
    return running(line, System.getProperty("os.name"));
  }

  /**
   * The same on a system.
   *
   * @param system as Java names it, such as {@code Windows 11}
   */
  static List<String> running(String line, String system) {
    return system.startsWith("Windows")
        ? List.of("cmd.exe", "/d", "/s", "/c", line)
        : List.of("/bin/sh", "-c", line);
  }
}
