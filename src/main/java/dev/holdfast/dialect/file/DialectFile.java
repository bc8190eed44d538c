package dev.holdfast.dialect.file;

import dev.holdfast.dialect.Dialect;
import java.nio.file.Path;

/** A file that describes a dialect: message by message, or as one whose messages are known. */
public final class DialectFile {

  private DialectFile() {}

  /**
   * The dialect that a file describes.
   *
   * @throws IllegalArgumentException if it cannot be read, or makes no sense; the text says where
   */
  public static Dialect read(Path file) {
    return described(HoconFile.read(file));
  }

  /**
   * The same of the copy that a run keeps, to judge the run again: what it takes from the
   * environment may be missing.
   *
   * @throws IllegalArgumentException if it cannot be read, or makes no sense; the text says where
   */
  public static Dialect readKept(Path file) {
    return described(HoconFile.readKept(file));
  }

  private static Dialect described(HoconFile file) {
    return file.config().hasPath(MqttReader.SECTION)
        ? MqttReader.read(file.name(), file.config())
        : FileDialect.of(file);
  }
}
