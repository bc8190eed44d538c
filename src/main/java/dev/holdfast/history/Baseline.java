package dev.holdfast.history;

import dev.holdfast.assessment.Verdict;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the run that another one is measured by. */
final class Baseline {

  private Baseline() {}

  /**
   * The last PASS before that run, of its simulation, with its configuration.
   *
   * @param runFolder the run's own folder; its parent holds the others
   * @throws IOException if the parent cannot be listed
   */
  static Optional<Path> of(Path runFolder, RunIdentity run) throws IOException {
    Path itself = runFolder.toAbsolutePath().normalize();
    Path root = itself.getParent();
    if (root == null) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(root)) {
      List<Path> folders =
          all.filter(folder -> !folder.equals(itself))
              .filter(folder -> Files.isRegularFile(folder.resolve(RunFiles.VERDICT)))
              .toList();
      return folders.stream()
          .flatMap(folder -> passed(folder, run).stream())
          .sorted(Comparator.comparing(RunEntry::startedAt).reversed())
          .map(entry -> root.resolve(entry.folder()))
          .filter(folder -> sameConfiguration(folder, run))
          .findFirst();
    }
  }

  /** What says how or where a run is recorded, or seeds chance, makes no other run of it. */
  static boolean matters(String key) {
    return !key.startsWith("holdfast.reports.")
        && !key.endsWith("seed")
        && !key.endsWith("secret")
        && !key.equals("holdfast.log")
        && !key.equals("holdfast.config");
  }

  private static Optional<RunEntry> passed(Path folder, RunIdentity run) {
    try {
      return Optional.of(RunEntry.read(folder))
          .filter(entry -> entry.verdict() == Verdict.PASS && !entry.smoke())
          .filter(entry -> entry.simulation().equals(run.simulation()))
          .filter(entry -> entry.startedAt().isBefore(run.startedAt()));
    } catch (IOException e) {
      // The index names what cannot be read; it is no baseline.
      return Optional.empty();
    }
  }

  private static boolean sameConfiguration(Path folder, RunIdentity run) {
    try {
      RunIdentity other = RunJournal.identity(folder);
      return settings(other).equals(settings(run)) && other.timeScale() == run.timeScale();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static Map<String, String> settings(RunIdentity run) {
    Map<String, String> settings = new TreeMap<>(run.configuration());
    settings.keySet().removeIf(key -> !matters(key));
    return settings;
  }
}
