package dev.holdfast.measure.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that a reader sees whole or not at all. */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes UTF-8 text beside its place, then moves it there.
   *
   * @throws IOException if the folder cannot be written; the old file is then still there
   */
  public static void write(Path file, CharSequence text) throws IOException {
    Path whole = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(whole, text, StandardOpenOption.CREATE_NEW);
      moved(whole, file);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static void moved(Path whole, Path file) throws IOException {
    try {
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
