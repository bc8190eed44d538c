package dev.holdfast.run;

import dev.holdfast.plan.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads all classes of the kit and of the simulations before any load is on. To load one from a
 * folder takes a file: a generator that has run out of them could not even say so.
 */
final class OwnClasses {

  private static final String SUFFIX = ".class";

  private OwnClasses() {}

  /**
   * Loads them.
   *
   * @param simulations one class of the simulations
   */
  static void load(Class<?> simulations) {
    for (Class<?> one : List.of(RunPlan.class, simulations)) {
      Path from = placeOf(one);
      if (Files.isDirectory(from)) {
        loadAll(from);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(from)) {
          loadAll(jar.getPath("/"));
        } catch (IOException e) {
          throw new UncheckedIOException(from + " cannot be read", e);
        }
      }
    }
  }

  private static Path placeOf(Class<?> one) {
    try {
      return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no path: " + one, e);
    }
  }

  private static void loadAll(Path root) {
    Path own = root.resolve("dev").resolve("holdfast");
    try (Stream<Path> files = Files.walk(own)) {
      files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(SUFFIX) && !name.endsWith("package-info" + SUFFIX))
          .forEach(OwnClasses::loadOne);
    } catch (IOException e) {
      throw new UncheckedIOException(own + " cannot be read", e);
    }
  }

  private static void loadOne(String file) {
    String name =
        file.substring(0, file.length() - SUFFIX.length()).replace('/', '.').replace('\\', '.');
    try {
      Class.forName(name, false, OwnClasses.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // It is loaded when it is needed, if it ever is: some need what only tests have.
    }
  }
}
