package dev.holdfast.measure.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens a file only if it is a regular one: to read a pipe or a device may never end. */
public final class RegularFile {

  private RegularFile() {}

  /**
   * Opens it.
   *
   * @throws IOException if it is none, or cannot be opened
   */
  public static InputStream open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException(
          path.getFileName() + " must be a regular file, got: a folder, a pipe or a device");
    }
    return Files.newInputStream(path);
  }

  /**
   * All of it as text in UTF-8.
   *
   * @param mostBytes that it may have; not negative
   * @throws IOException if it is no regular file, larger, or cannot be read
   */
  public static String text(Path path, int mostBytes) throws IOException {
    try (InputStream in = open(path)) {
      byte[] bytes = in.readNBytes(mostBytes);
      if (in.read() >= 0) {
        throw new IOException(
            path.getFileName() + " must have at most " + mostBytes + " bytes, got: more");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
