package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Path;

/** How the processes of a run are started. */
final class Processes {

  private Processes() {}

  /** The command of the JVM that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Starts one that writes all that it says to a file. */
  static Process start(ProcessBuilder command, Path output) throws IOException {
    return command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }
}
