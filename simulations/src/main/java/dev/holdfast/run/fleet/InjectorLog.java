package dev.holdfast.run.fleet;

import dev.holdfast.run.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * What an injector says: to whoever started it, and in a file that comes home with its recording.
 */
final class InjectorLog {

  /** Its name in the injector's folder. */
  static final String NAME = "injector.log";

  private final Console console;
  private final String who;
  private final Path file;

  InjectorLog(Console console, String who, Path folder) {
    this.console = console;
    this.who = who;
    this.file = folder.resolve(NAME);
  }

  /** Past the file. */
  Console console() {
    return console;
  }

  void say(String line) {
    console.say(who + ": " + line);
    try {
      Files.writeString(
          file,
          Instant.now() + " " + line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      // It was said all the same.
    }
  }
}
