package dev.holdfast.measure.journal;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.files.RegularFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Reads {@code run.json}. */
final class RecordedIdentity {

  /** Bytes of run.json or end.json: far more than any has. */
  private static final int LARGEST_DOCUMENT = 16 << 20;

  private RecordedIdentity() {}

  /**
   * What the run is whose files these are.
   *
   * @throws UncheckedIOException if there is no run, or not its identity
   */
  static RunIdentity of(JournalFiles files) {
    if (!Files.exists(files.run())) {
      throw new UncheckedIOException(
          new IOException(
              "a run's folder must hold run.json, got: "
                  + files.run().getParent()
                  + "; name a folder that a run was recorded in"));
    }
    String text;
    try {
      text = RegularFile.text(files.run(), LARGEST_DOCUMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return JournalJson.read(text, RunIdentity.class);
    } catch (IOException | RuntimeException e) {
      throw new UncheckedIOException(
          new IOException(
              "run.json must be a run's identity, got a damaged one: " + files.run(), e));
    }
  }
}
