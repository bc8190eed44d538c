package dev.holdfast.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.measure.journal.RunLock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Takes the folder that it is told, says so, and stays until it is ended. */
public final class LockingProcess {

  private LockingProcess() {}

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    out.println(RunLock.take(Path.of(arguments[0])));
    int unused = System.in.read();
  }
}
