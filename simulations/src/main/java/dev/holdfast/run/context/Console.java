package dev.holdfast.run.context;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The run's own words to the person who started it: to standard output, unbuffered by any logger.
 */
public final class Console {

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  public void say(String line) {
    out.println(line);
  }

  public void say(List<String> lines) {
    lines.forEach(out::println);
  }
}
