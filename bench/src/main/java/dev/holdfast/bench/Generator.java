package dev.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** What makes the load of a run: a process, with all that it starts. */
interface Generator {

  /** As it is told in tables. */
  String name();

  /**
   * What starts it.
   *
   * @param target such as {@code ws://127.0.0.1:8080/ws}
   * @param own an empty folder for all that it reads and writes
   * @throws IOException if what it reads cannot be written
   */
  ProcessBuilder against(URI target, Path own) throws IOException;
}
