package dev.holdfast.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  private CompleteLines() {}

  /**
   * Reads each line that has its end; a last one without was cut off, and is left out. A file that
   * is absent has no line.
   *
   * @param damages told of each line that could not be read, in one sentence
   */
  static void of(Path path, LineReader reader, Consumer<String> damages) {
    if (!Files.exists(path)) {
      return;
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
      boolean lastIsWhole = endsWithNewline(path);
      int number = 0;
      String line = lines.readLine();
      while (line != null) {
        number++;
        @Nullable String next = lines.readLine();
        if (next != null || lastIsWhole) {
          readOne(path, number, line, reader, damages);
        }
        line = next;
      }
    } catch (IOException e) {
      damages.accept(path.getFileName() + " cannot be read: " + e.getMessage());
    }
  }

  private static void readOne(
      Path path, int number, String line, LineReader reader, Consumer<String> damages) {
    try {
      reader.read(line);
    } catch (IOException e) {
      damages.accept(
          path.getFileName() + " line " + number + " is damaged and left out: " + e.getMessage());
    }
  }

  private static boolean endsWithNewline(Path path) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      if (channel.size() == 0) {
        return false;
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.position(channel.size() - 1).read(last);
      return last.get(0) == '\n';
    }
  }
}
