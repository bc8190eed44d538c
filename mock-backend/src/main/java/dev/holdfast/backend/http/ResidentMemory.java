package dev.holdfast.backend.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The process's resident set, where the kernel tells it (Linux, {@code /proc}). */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String KEY = "VmRSS:";

  private ResidentMemory() {}

  /** In bytes; empty where it is not told. */
  static OptionalLong bytes() {
    return bytes(STATUS);
  }

  static OptionalLong bytes(Path status) {
    // status counts in kB whatever the size of a page, which statm would need to know.
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(KEY))
          .map(line -> line.substring(KEY.length()).replace("kB", "").strip())
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
