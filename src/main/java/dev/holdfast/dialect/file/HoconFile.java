package dev.holdfast.dialect.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file as it was read, with what it takes from the environment. */
record HoconFile(String name, Config config) {

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it cannot be read; the text says where
   */
  static HoconFile read(Path file) {
    return read(file, ConfigResolveOptions.defaults());
  }

  /**
   * Reads the copy that a run keeps: what it takes from the environment may be missing.
   *
   * @throws IllegalArgumentException if it cannot be read; the text says where
   */
  static HoconFile readKept(Path file) {
    return read(file, ConfigResolveOptions.defaults().appendResolver(new Absent()));
  }

  /** Stands for what the environment does not have. */
  private static final class Absent implements ConfigResolver {
    @Override
    public ConfigValue lookup(String path) {
      return ConfigValueFactory.fromAnyRef("absent", path);
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
      return this;
    }
  }

  private static HoconFile read(Path file, ConfigResolveOptions options) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("must be a file that is there, got: " + file);
    }
    try {
      return new HoconFile(
          String.valueOf(file.getFileName()),
          ConfigFactory.parseFile(
                  file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
              .resolve(options));
    } catch (ConfigException e) {
      String told = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException(
          "must be a file of HOCON, got: "
              + told.replace(file.toString(), file.getFileName() + ""));
    }
  }
}
