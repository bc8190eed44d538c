package dev.holdfast.measure.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines of which none may be longer than a limit, so that no file fills the memory. */
public final class BoundedLines implements Closeable {

  private static final int BUFFER = 8192;

  private final Reader in;
  private final int most;
  private final char[] buffer = new char[BUFFER];
  private int at;
  private int end;
  private long number;
  private boolean whole;

  /**
   * Lines of that text.
   *
   * @param in closed with this
   * @param most characters of a line; positive
   */
  public BoundedLines(Reader in, int most) {
    this.in = in;
    this.most = most;
  }

  /** The same of bytes in UTF-8. */
  public BoundedLines(InputStream in, int most) {
    this(new InputStreamReader(in, StandardCharsets.UTF_8), most);
  }

  /**
   * The next line without its end; null at the end.
   *
   * @throws IOException if it cannot be read, or is longer than the limit
   */
  public @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    whole = false;
    while (fill()) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.append(buffer, from, at - from);
      if (line.length() > most) {
        throw new IOException(
            "line " + (number + 1) + " must have at most " + most + " characters, got: more");
      }
      if (at < end) {
        at++;
        whole = true;
        break;
      }
    }
    if (!whole && line.isEmpty()) {
      return null;
    }
    number++;
    return line.toString();
  }

  /** Whether the line that was read last had its end, and so was not cut. */
  public boolean isWhole() {
    return whole;
  }

  /** The number of the line that was read last, from 1; 0 before the first. */
  public long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Whether there is more. */
  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer, 0, BUFFER));
    }
    return end > 0;
  }
}
