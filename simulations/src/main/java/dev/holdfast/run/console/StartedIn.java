package dev.holdfast.run.console;

import java.nio.file.Path;

/** Paths as whoever started the run sees them. */
public final class StartedIn {

  /** System property: the folder that the command above this process was started in. */
  static final String PROPERTY = "dev.holdfast.started-in";

  private StartedIn() {}

  /** Relative to the folder that the run was started in, if it lies below it. */
  public static Path seen(Path path) {
    Path from = Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize();
    Path whole = path.toAbsolutePath().normalize();
    return whole.startsWith(from) ? from.relativize(whole) : whole;
  }
}
