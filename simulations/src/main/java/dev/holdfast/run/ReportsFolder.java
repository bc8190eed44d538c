package dev.holdfast.run;

import dev.holdfast.settings.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes sure, before any load, that a run will be able to write what it measures. */
final class ReportsFolder {

  /** More than a file system hands out of what it keeps back for small files. */
  private static final int PROBE_BYTES = 1 << 20;

  private ReportsFolder() {}

  /**
   * Writes a mebibyte to the disk and deletes it.
   *
   * @param folder holds one folder a run; made if absent
   * @throws ConfigurationException if that cannot be done, with the cause and what to do
   */
  static void requireWritable(Path folder) {
    boolean absent = Files.notExists(folder);
    try {
      Files.createDirectories(folder);
      Path probe = Files.createTempFile(folder, ".holdfast-", ".probe");
      try {
        fill(probe);
      } finally {
        Files.delete(probe);
      }
      if (absent) {
        // What else is wrong with the plan shows later; a refused run leaves nothing behind.
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "holdfast.reports.folder must be a folder that can be written, got: "
              + folder.toAbsolutePath().normalize()
              + " ("
              + cause(e)
              + "); name another folder, make room, or let this user write there");
    }
  }

  private static void fill(Path probe) throws IOException {
    try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static String cause(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is a file";
    }
    String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
