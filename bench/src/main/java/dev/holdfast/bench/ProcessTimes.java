package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/** Processor time and memory of a process with all that it started, as Linux counts them. */
final class ProcessTimes {

  private static final double SECONDS_A_TICK = 0.01;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  private final ProcessHandle process;

  ProcessTimes(ProcessHandle process) {
    this.process = process;
  }

  /**
   * As of now.
   *
   * @param seconds user and system time of all threads, and of the children that have ended, in
   *     steps of 10 ms
   * @param residentKb the most memory that was resident, each process for itself
   */
  record Reading(double seconds, long residentKb) {

    Reading plus(Reading other) {
      return new Reading(seconds + other.seconds, residentKb + other.residentKb);
    }
  }

  /** As of now; empty when it has ended. */
  Optional<Reading> read() {
    return one(process.pid())
        .filter(own -> own.residentKb > 0)
        .map(
            own ->
                process
                    .descendants()
                    .flatMap(each -> one(each.pid()).stream())
                    .reduce(own, Reading::plus));
  }

  private static Optional<Reading> one(long pid) {
    Path folder = Path.of("/proc", String.valueOf(pid));
    try {
      String stat = Files.readString(folder.resolve("stat"));
      // The name in brackets may hold blanks.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks =
          IntStream.of(USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM)
              .mapToLong(field -> Long.parseLong(fields[field]))
              .sum();
      long resident =
          Files.readAllLines(folder.resolve("status")).stream()
              .filter(line -> line.startsWith("VmHWM"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0);
      return Optional.of(new Reading(ticks * SECONDS_A_TICK, resident));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
