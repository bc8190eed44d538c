package dev.holdfast.run;

import dev.holdfast.history.RunFiles;
import dev.holdfast.measure.journal.RunLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of a run.
 *
 * <p>Gatling makes one as it starts, named after the simulation and the instant; Holdfast's files
 * go beside its report. Gatling does not tell its name, so the one that this process writes to is
 * taken, else the newest that fits and that no other run has, and where there is none, one of the
 * same form is made.
 */
final class RunFolder {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT);

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private RunFolder() {}

  /**
   * The folder of the run that this process began.
   *
   * @param reports holds one folder a run
   * @param simulation simple class name
   * @param notBefore when this process began
   * @throws UncheckedIOException if the folder cannot be made
   */
  static Path of(Path reports, String simulation, Instant notBefore) {
    String prefix = simulation.toLowerCase(Locale.ROOT) + "-";
    String earliest = prefix + stamp(notBefore);
    try {
      Files.createDirectories(reports);
      for (Path made : madeSince(reports, prefix, earliest)) {
        if (RunLock.take(made)) {
          return made;
        }
      }
      return made(reports, prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "holdfast.reports.folder must be a folder that can be written, got: " + reports, e);
    }
  }

  /** The one that this process writes to first, as far as the system tells; then the newest. */
  private static List<Path> madeSince(Path reports, String prefix, String earliest)
      throws IOException {
    Set<Path> inUse = foldersInUse();
    try (Stream<Path> folders = Files.list(reports)) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> name(folder).matches(prefix + "\\d{17}"))
          .filter(folder -> name(folder).compareTo(earliest) >= 0)
          .filter(folder -> !RunFiles.isRun(folder))
          .sorted(
              Comparator.comparing((Path folder) -> inUse.contains(folder.toAbsolutePath()))
                  .thenComparing(RunFolder::name)
                  .reversed())
          .toList();
    }
  }

  /** Makes one that no other run has, even one that begins in the same millisecond. */
  private static Path made(Path reports, String prefix) throws IOException {
    for (Instant at = Instant.now(); ; at = at.plusMillis(1)) {
      try {
        Path made = Files.createDirectory(reports.resolve(prefix + stamp(at)));
        if (RunLock.take(made)) {
          return made;
        }
      } catch (FileAlreadyExistsException e) {
        // That millisecond belongs to another run.
      }
    }
  }

  /** Where this process has files open; nowhere on a system that does not tell. */
  private static Set<Path> foldersInUse() throws IOException {
    if (!Files.isDirectory(OPEN_FILES)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files.flatMap(RunFolder::folderOf).collect(Collectors.toSet());
    }
  }

  private static Stream<Path> folderOf(Path openFile) {
    try {
      return Stream.ofNullable(Files.readSymbolicLink(openFile).getParent());
    } catch (IOException e) {
      // Closed meanwhile.
      return Stream.empty();
    }
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  /**
   * Gatling names its folders by UTC in some versions and by local time in others; the earlier one
   * bounds both.
   */
  private static String stamp(Instant instant) {
    String utc = STAMP.withZone(ZoneId.of("UTC")).format(instant);
    String local = STAMP.withZone(ZoneId.systemDefault()).format(instant);
    return utc.compareTo(local) < 0 ? utc : local;
  }
}
