package dev.holdfast.history;

import java.nio.file.Files;
import java.nio.file.Path;

/** The names of the files that a run's folder holds for its readers. */
public final class RunFiles {

  /** The page for people. */
  public static final String PAGE = "continuity.html";

  /** The verdict and figures for programs. */
  public static final String VERDICT = "verdict.json";

  /** Of the form of {@link #VERDICT}; a reader refuses any other. */
  public static final int VERDICT_SCHEMA = 1;

  /** What a capacity run measured, and what follows from it, for programs. */
  public static final String CAPACITY = "capacity.json";

  /** The same for people. */
  public static final String CAPACITY_PAGE = "capacity.html";

  private static final String JOURNAL = "run.json";

  private RunFiles() {}

  /** Whether a run was recorded in a folder, so that it has these files, or can have them. */
  public static boolean isRun(Path folder) {
    return Files.exists(folder.resolve(JOURNAL));
  }
}
