package dev.holdfast.measure.journal;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.histograms.HistogramLog;
import dev.holdfast.measure.histograms.HistogramReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where further processes of a run keep their journals: in folders within the run's own, each a
 * whole journal.
 */
public final class PartFolders {

  private static final String PREFIX = "injector-";
  private static final String ELSEWHERE = "part-";

  private PartFolders() {}

  /**
   * The folder of another process of a run.
   *
   * @param number of the process; the run's own is 1, so at least 2
   */
  public static Path of(Path runFolder, int number) {
    if (number < 2) {
      throw new IllegalArgumentException("a part's number must be at least 2, got: " + number);
    }
    return runFolder.resolve(PREFIX + number);
  }

  /**
   * Where the recording of an injector on another machine is kept, after it came home: the run has
   * recorded already what is in it.
   *
   * @param index of the injector, from 0
   */
  public static Path fromElsewhere(Path runFolder, int index) {
    return runFolder.resolve(ELSEWHERE + index);
  }

  /** Those recordings that have come home. */
  public static List<Path> fromElsewhere(Path runFolder) {
    return in(runFolder, ELSEWHERE);
  }

  /** What the recording of a part of that run calls itself. */
  public static String nameIn(String run, Path partFolder) {
    return run + "/" + partFolder.getFileName();
  }

  /** Those in which a process has begun its journal. */
  public static List<Path> in(Path runFolder) {
    return in(runFolder, PREFIX);
  }

  private static List<Path> in(Path runFolder, String prefix) {
    if (!Files.isDirectory(runFolder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(runFolder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
          .filter(file -> Files.exists(JournalFiles.in(file).run()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the run's folder cannot be listed: " + runFolder, e);
    }
  }

  /** A line of a histogram log, and when its interval began since the whole run did. */
  private record Timed(double fromMillis, long offsetMillis, String text) {}

  /**
   * Reads the histograms of all journals of a run by the time at which their intervals began; lines
   * that are cut off or damaged are left out.
   */
  static void histograms(
      Path runFolder, RunIdentity main, List<Path> parts, HistogramReader reader) {
    List<Timed> lines = new ArrayList<>(lines(runFolder, 0));
    for (Path part : parts) {
      lines.addAll(
          lines(part, RunParts.offsetMillis(main, RecordedIdentity.of(JournalFiles.in(part)))));
    }
    lines.sort(Comparator.comparingDouble(Timed::fromMillis));
    try (HistogramLog log = new HistogramLog()) {
      for (Timed timed : lines) {
        read(log, timed, reader);
      }
    }
  }

  private static List<Timed> lines(Path folder, long offset) {
    List<Timed> lines = new ArrayList<>();
    CompleteLines.of(
        JournalFiles.in(folder).histograms(),
        text -> {
          String[] columns = text.split(",", 3);
          if (columns.length == 3 && columns[0].startsWith("Tag=")) {
            lines.add(new Timed(millis(columns[1]) + offset, offset, text));
          }
        },
        damage -> {
          // The record of the same run names it as a reason why its figures are not whole.
        });
    return lines;
  }

  private static double millis(String seconds) throws IOException {
    try {
      return Double.parseDouble(seconds) * 1_000;
    } catch (NumberFormatException e) {
      throw new IOException("no seconds: " + seconds, e);
    }
  }

  private static void read(HistogramLog log, Timed timed, HistogramReader reader) {
    try {
      log.read(timed.text())
          .ifPresent(
              line ->
                  reader.read(
                      line.fromMillis() + timed.offsetMillis(),
                      line.toMillis() + timed.offsetMillis(),
                      line.series(),
                      line.timings()));
    } catch (IOException e) {
      // Damaged: the record of the same run says so.
    }
  }
}
