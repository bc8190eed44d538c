package dev.holdfast.measure.journal;

import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.Witness;
import dev.holdfast.measure.histograms.HistogramLines;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes a run to its folder. A write that fails is told to a listener and never thrown: a full
 * disk must not stop the load. For one thread.
 */
public final class JournalWriter implements Closeable {

  private final JournalFiles files;
  private final Consumer<String> failures;
  private final AppendLog intervals;
  private final AppendLog histograms;
  private final AppendLog witnesses;
  private final AppendLog samples;
  private final AppendLog aborts;

  private JournalWriter(JournalFiles files, Consumer<String> failures) throws IOException {
    this.files = files;
    this.failures = failures;
    this.intervals = AppendLog.create(files.intervals());
    this.histograms = AppendLog.create(files.histograms());
    this.witnesses = AppendLog.create(files.witnesses());
    this.samples = AppendLog.create(files.samples());
    this.aborts = AppendLog.create(files.aborts());
  }

  /**
   * Begins a journal: the identity is on the device when this returns.
   *
   * @param failures told of each write that fails later, in one sentence
   * @throws IOException if the folder holds a run already, or cannot be written
   */
  public static JournalWriter begin(Path folder, RunIdentity identity, Consumer<String> failures)
      throws IOException {
    Files.createDirectories(folder);
    JournalFiles files = JournalFiles.in(folder);
    if (Files.exists(files.run())) {
      throw new IOException(
          "a run's folder must hold no other run, got: " + folder + "; name another or delete it");
    }
    replace(files.run(), JournalJson.document(identity));
    JournalWriter writer = new JournalWriter(files, failures);
    writer.histograms.append(HistogramLines.header(identity.startedAt()));
    return writer;
  }

  /** Adds one interval; its own line, which is written last, is what commits it. */
  public void interval(Interval interval, byte[] histogramLines) {
    attempt(
        () -> {
          histograms.append(histogramLines);
          histograms.force();
        },
        "; histograms of an interval are missing");
    attempt(
        () -> {
          intervals.append(JournalJson.line(interval));
          intervals.force();
        },
        "; counts of an interval are missing");
    attempt(
        () -> {
          witnesses.force();
          samples.force();
          aborts.force();
        },
        "");
  }

  void witness(Witness witness) {
    attempt(() -> witnesses.append(JournalJson.line(witness)), "; a witness is missing");
  }

  void sample(NamedSample sample) {
    attempt(() -> samples.append(JournalJson.line(sample)), "; a sample is missing");
  }

  void abort(AbortReason reason) {
    attempt(() -> aborts.append(JournalJson.line(reason)), "");
  }

  public void end(EndMark mark) {
    EndMark counted =
        mark.counting(
            Map.of(
                name(files.intervals()), intervals.lines(),
                name(files.histograms()), histograms.lines(),
                name(files.witnesses()), witnesses.lines(),
                name(files.samples()), samples.lines(),
                name(files.aborts()), aborts.lines()));
    attempt(
        () -> replace(files.end(), JournalJson.document(counted)), "; the run's end is missing");
  }

  @Override
  public void close() {
    for (AppendLog log : List.of(intervals, histograms, witnesses, samples, aborts)) {
      attempt(log::close, "");
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private interface Write {
    void run() throws IOException;
  }

  private void attempt(Write write, String consequence) {
    try {
      write.run();
    } catch (IOException | RuntimeException e) {
      failures.accept(e.getMessage() + consequence);
    }
  }

  /** All or nothing, also when killed between. */
  private static void replace(Path path, byte[] document) throws IOException {
    Path beside = path.resolveSibling(path.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer rest = ByteBuffer.wrap(document);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
