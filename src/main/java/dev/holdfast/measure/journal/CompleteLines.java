package dev.holdfast.measure.journal;

import dev.holdfast.measure.files.BoundedLines;
import dev.holdfast.measure.files.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads a file that grew line by line until a process may have been killed. */
final class CompleteLines {

  /** What is done with one line. */
  interface LineReader {
    /**
     * Takes one line.
     *
     * @throws IOException if the line is damaged
     */
    void read(String line) throws IOException;
  }

  /** Characters of a line: far more than any interval, witness or histogram has. */
  private static final int LONGEST = 16 << 20;

  private CompleteLines() {}

  /**
   * Reads each line that has its end; a last one without was cut off, and is left out. A file that
   * is absent has no line.
   *
   * @param damages told of each line that could not be read, in one sentence
   * @return how many lines have their end; -1 if the file cannot be read, which is told
   */
  static long of(Path path, LineReader reader, Consumer<String> damages) {
    if (!Files.exists(path)) {
      return 0;
    }
    long whole = 0;
    try (BoundedLines lines = new BoundedLines(RegularFile.open(path), LONGEST)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (lines.isWhole()) {
          whole++;
          readOne(path, whole, line, reader, damages);
        }
      }
      return whole;
    } catch (IOException e) {
      damages.accept(path.getFileName() + " cannot be read: " + e.getMessage());
      return -1;
    }
  }

  private static void readOne(
      Path path, long number, String line, LineReader reader, Consumer<String> damages) {
    try {
      reader.read(line);
    } catch (IOException e) {
      damages.accept(
          path.getFileName() + " line " + number + " is damaged and left out: " + e.getMessage());
    }
  }
}
