package dev.holdfast.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.measure.files.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The history of runs: {@code index.html} over all folders that hold a {@code verdict.json}. */
public final class RunIndex {

  /** The page's name. */
  public static final String PAGE = "index.html";

  private static final String LOCK = ".index.lock";

  private static final Comparator<RunEntry> NEWEST_FIRST =
      Comparator.comparing(RunEntry::startedAt).thenComparing(RunEntry::folder).reversed();

  private RunIndex() {}

  /**
   * Writes the index. A folder without a {@code verdict.json} is none of ours and is passed over; a
   * broken one is named on the page.
   *
   * @param reportsRoot where each run has its folder
   * @throws IOException if the root cannot be read or written
   */
  public static void write(Path reportsRoot) throws IOException {
    write(reportsRoot, 0);
  }

  /**
   * Deletes the oldest runs beyond a number, then writes the index over those that stay.
   *
   * <p>A run is a folder whose {@code run.json} can be read; nothing else is deleted, nor a run
   * that may still be going on. Runs that end together write one after the other, so that no entry
   * is lost.
   *
   * @param reportsRoot where each run has its folder
   * @param keep how many runs stay, the newest; 0 for all
   * @throws IOException if the root cannot be read or written, or a run not deleted
   * @throws IllegalArgumentException if {@code keep} is negative
   */
  public static synchronized void write(Path reportsRoot, int keep) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            reportsRoot.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock unused = channel.lock();
      rewrite(reportsRoot, keep);
    }
  }

  private static void rewrite(Path reportsRoot, int keep) throws IOException {
    Retention.apply(reportsRoot, keep);
    List<RunEntry> runs = new ArrayList<>();
    List<SkippedFolder> skipped = new ArrayList<>();
    for (Path folder : folders(reportsRoot)) {
      try {
        runs.add(RunEntry.read(folder));
      } catch (JsonProcessingException e) {
        skipped.add(
            new SkippedFolder(name(folder), "verdict.json is no JSON: " + e.getOriginalMessage()));
      } catch (IOException e) {
        skipped.add(new SkippedFolder(name(folder), String.valueOf(e.getMessage())));
      }
    }
    runs.sort(NEWEST_FIRST);
    AtomicFile.write(reportsRoot.resolve(PAGE), IndexPage.of(runs, skipped));
  }

  private static List<Path> folders(Path reportsRoot) throws IOException {
    try (Stream<Path> all = Files.list(reportsRoot)) {
      return all.filter(folder -> Files.exists(folder.resolve(RunFiles.VERDICT))).sorted().toList();
    }
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }
}
