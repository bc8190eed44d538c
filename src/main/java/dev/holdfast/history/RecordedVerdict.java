package dev.holdfast.history;

import dev.holdfast.assessment.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The verdict that lies in a run's folder. */
public final class RecordedVerdict {

  private RecordedVerdict() {}

  /**
   * The verdict; empty where the run has not been reported.
   *
   * @throws IllegalArgumentException if there is a file that is no verdict; the message says why
   */
  public static Optional<Verdict> in(Path folder) {
    if (!Files.exists(folder.resolve(RunFiles.VERDICT))) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunEntry.read(folder).verdict());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          folder.resolve(RunFiles.VERDICT) + " is no verdict: " + e.getMessage(), e);
    }
  }
}
