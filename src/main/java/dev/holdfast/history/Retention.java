package dev.holdfast.history;

import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.measure.journal.RunLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the oldest runs beyond a number.
 *
 * <p>A run is a folder, no link to one, whose {@code run.json} can be read; nothing else is ever
 * touched. A run without an end and a verdict may still be going on, and one whose process is still
 * at work in its folder may be writing its reports: they count, and stay.
 */
final class Retention {

  private record Run(Path folder, Instant startedAt, boolean over) {}

  private Retention() {}

  /**
   * Keeps the newest runs of a folder.
   *
   * @param keep how many; 0 keeps all
   * @return the folders that were deleted, oldest first
   * @throws IOException if the folder cannot be listed, or a run not deleted
   * @throws IllegalArgumentException if {@code keep} is negative
   */
  static List<Path> apply(Path reportsRoot, int keep) throws IOException {
    if (keep < 0) {
      throw new IllegalArgumentException("keep must be 0 (all) or more, got: " + keep);
    }
    List<Run> runs = runs(reportsRoot);
    List<Path> deleted = new ArrayList<>();
    int surplus = keep == 0 ? 0 : runs.size() - keep;
    for (Run run : runs.subList(0, Math.max(0, surplus))) {
      if (run.over() && !RunLock.isTaken(run.folder())) {
        delete(run.folder());
        deleted.add(run.folder());
      }
    }
    return deleted;
  }

  private static List<Run> runs(Path reportsRoot) throws IOException {
    List<Run> runs = new ArrayList<>();
    try (Stream<Path> all = Files.list(reportsRoot)) {
      for (Path folder : all.toList()) {
        boolean ours =
            Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(folder.resolve("run.json"), LinkOption.NOFOLLOW_LINKS);
        if (ours) {
          add(runs, folder);
        }
      }
    }
    runs.sort(Comparator.comparing(Run::startedAt).thenComparing(Run::folder));
    return runs;
  }

  private static void add(List<Run> runs, Path folder) {
    try {
      runs.add(
          new Run(
              folder,
              RunJournal.identity(folder).startedAt(),
              Files.exists(folder.resolve("end.json"))
                  || Files.exists(folder.resolve(RunFiles.VERDICT))));
    } catch (UncheckedIOException e) {
      // Whatever this run.json is, it is not one that a run wrote: its folder is not ours.
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
