package dev.holdfast.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a run.
 *
 * <p>Gatling makes one as it starts, named after the simulation and the instant; Holdfast's files
 * go beside its report. Gatling does not tell its name, so the newest one that fits is taken, and
 * where there is none, one of the same form is made.
 */
final class RunFolder {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT);

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
      Optional<Path> made = newest(reports, prefix, earliest);
      return made.isPresent()
          ? made.get()
          : Files.createDirectories(reports.resolve(prefix + stamp(Instant.now())));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "holdfast.reports.folder must be a folder that can be written, got: " + reports, e);
    }
  }

  private static Optional<Path> newest(Path reports, String prefix, String earliest)
      throws IOException {
    try (Stream<Path> folders = Files.list(reports)) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> name(folder).matches(prefix + "\\d{17}"))
          .filter(folder -> name(folder).compareTo(earliest) >= 0)
          .max(Comparator.comparing(RunFolder::name));
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
