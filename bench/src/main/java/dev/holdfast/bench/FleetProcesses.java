package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the processes of a run have cost so far, told apart by what they are for. */
final class FleetProcesses {

  private final ProcessHandle starter;
  private final Map<Long, Seen> seen = new HashMap<>();

  /** Nothing so far of all that this one starts. */
  FleetProcesses(ProcessHandle starter) {
    this.starter = starter;
  }

  /** What a process is for. */
  enum Part {
    /** It makes load for a run elsewhere. */
    INJECTOR,
    /** It judges, and makes the load itself where there are no injectors. */
    RUN,
    /** Injectors and run meet there. */
    EXCHANGE;

    /** By its command line; empty for one that only starts others. */
    static Optional<Part> of(String commandLine) {
      if (commandLine.contains("dev.holdfast.run.fleet.FleetSimulation")) {
        return Optional.of(INJECTOR);
      }
      if (commandLine.contains("dev.holdfast.simulations.")) {
        return Optional.of(RUN);
      }
      return commandLine.startsWith("nats-server") ? Optional.of(EXCHANGE) : Optional.empty();
    }
  }

  private record Seen(Part part, ProcessTimes.Reading reading) {}

  /** Reads all of them as of now; whoever has ended stays as it was last read. */
  void look() {
    starter
        .descendants()
        .forEach(
            process ->
                Part.of(commandLine(process.pid()))
                    .ifPresent(
                        part ->
                            new ProcessTimes(process)
                                .read()
                                .ifPresent(now -> seen.put(process.pid(), new Seen(part, now)))));
  }

  /** Of all of that part, as they were last read. */
  ProcessTimes.Reading of(Part part) {
    return seen.values().stream()
        .filter(each -> each.part() == part)
        .map(Seen::reading)
        .reduce(new ProcessTimes.Reading(0, 0), ProcessTimes.Reading::plus);
  }

  /** Whole: Java itself tells only as much as fits a page, and a class path does not. */
  private static String commandLine(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", String.valueOf(pid), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
