package dev.holdfast.backend.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SQLite's library, which its driver unpacks into a file that only an orderly end removes. Here it
 * is removed as soon as it is loaded: a backend that is killed leaves nothing behind.
 */
final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String FOLDER = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  /** Loads the library, the first time. */
  static synchronized void unpackOutOfTheWay() {
    if (System.getProperty(FOLDER) != null) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("holdfast-sqlite-");
      System.setProperty(FOLDER, folder.toString());
      try (Connection loading = DriverManager.getConnection("jdbc:sqlite::memory:")) {
        LOG.debug("SQLite is loaded: {}", loading.isValid(1));
      }
      remove(folder);
    } catch (IOException | SQLException e) {
      // Windows keeps a library that is in use; the next start of the driver tidies up.
      LOG.debug("SQLite's library stays where it was unpacked", e);
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }
}
