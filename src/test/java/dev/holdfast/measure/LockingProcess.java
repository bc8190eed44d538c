package dev.holdfast.measure;

import java.io.IOException;
import java.nio.file.Path;

/** Takes the folder that it is told, says so, and stays until it is ended. */
final class LockingProcess {

  private LockingProcess() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(RunLock.take(Path.of(arguments[0])));
    System.out.flush();
    int unused = System.in.read();
  }
}
