package dev.holdfast.backend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that tells who started a backend that it serves, and where. */
final class ReadyFile {
  private ReadyFile() {}

  /** Writes the address so that nobody ever sees half of it. */
  static void write(Path file, URI uri) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path half = absolute.resolveSibling(absolute.getFileName() + ".part");
    Files.writeString(half, uri + "\n");
    Files.move(half, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
