package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Processor time and memory of another process, as Linux counts them. */
final class ProcessTimes {

  private static final double SECONDS_A_TICK = 0.01;
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private final Path folder;

  ProcessTimes(long pid) {
    this.folder = Path.of("/proc", String.valueOf(pid));
  }

  /**
   * As of now.
   *
   * @param seconds user and system time of all threads, in steps of 10 ms
   * @param residentKb the most memory that was resident
   */
  record Reading(double seconds, long residentKb) {}

  /** As of now; empty when it has ended. */
  Optional<Reading> read() {
    try {
      String stat = Files.readString(folder.resolve("stat"));
      // The name in brackets may hold blanks.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      double seconds =
          (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * SECONDS_A_TICK;
      long resident =
          Files.readAllLines(folder.resolve("status")).stream()
              .filter(line -> line.startsWith("VmHWM"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0);
      return resident == 0 ? Optional.empty() : Optional.of(new Reading(seconds, resident));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
