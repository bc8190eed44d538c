package dev.holdfast.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The effective configuration: defaults, overlaid by a file, the environment and system properties.
 *
 * <p>An unknown key is an error that names the nearest known one, so a typing mistake cannot pass
 * for a setting.
 */
public final class Configuration {

  private static final String PREFIX = "holdfast.";
  private static final String ENVIRONMENT_PREFIX = "HOLDFAST_";

  private final Config effective;

  private Configuration(Config effective) {
    this.effective = effective;
  }

  /**
   * Reads the configuration of this process.
   *
   * @throws ConfigurationException if a key is unknown or a file cannot be read
   */
  public static Configuration load() {
    return load(System.getProperties(), System.getenv());
  }

  /**
   * Reads the configuration of this process for a simulation that has defaults of its own.
   *
   * @param name such as {@code soak}, whose defaults are in {@code soak.conf}
   * @throws ConfigurationException if a key is unknown or a file cannot be read
   */
  public static Configuration loadFor(String name) {
    return loadFor(name, System.getProperties(), System.getenv());
  }

  /**
   * The same from given properties and environment.
   *
   * @throws ConfigurationException if a key is unknown or a file cannot be read
   */
  public static Configuration loadFor(
      String name, Properties properties, Map<String, String> environment) {
    String resource = "/" + name + ".conf";
    Config own = ConfigFactory.parseResources(Configuration.class, resource);
    Map<String, String> known = environmentNames(defaults());
    own.entrySet()
        .forEach(entry -> requireKnown(entry.getKey(), known, resource + ": " + entry.getKey()));
    return load(properties, environment, own);
  }

  /**
   * Reads a configuration from given properties and environment.
   *
   * @throws ConfigurationException if a key is unknown or a file cannot be read
   */
  public static Configuration load(Properties properties, Map<String, String> environment) {
    return load(properties, environment, ConfigFactory.empty());
  }

  private static Configuration load(
      Properties properties, Map<String, String> environment, Config own) {
    Config defaults = own.withFallback(defaults());
    Map<String, String> known = environmentNames(defaults);
    Config fromProperties = fromProperties(properties, known);
    Config fromEnvironment = fromEnvironment(environment, known);
    Config settings = fromProperties.withFallback(fromEnvironment);
    Config given = settings.withFallback(fromFile(settings, known));
    Config withFile = given.withFallback(beforeTarget(given)).withFallback(defaults);
    try {
      return new Configuration(withFile.resolve(ConfigResolveOptions.noSystem()));
    } catch (ConfigException e) {
      throw new ConfigurationException("configuration: " + firstLine(e));
    }
  }

  /**
   * Every key with its default, secrets redacted.
   *
   * @param name of a simulation that has defaults of its own, as for {@link #loadFor}; empty for
   *     one that has none
   * @param target of the run; before one that is not ours, some defaults are others; empty for none
   */
  public static Map<String, String> defaultsFor(String name, String target) {
    Properties given = new Properties();
    if (!target.isEmpty()) {
      given.setProperty(PREFIX + "target", "ws://target");
    }
    Configuration defaults =
        name.isEmpty() ? load(given, Map.of()) : loadFor(name, given, Map.of());
    Map<String, String> all = new TreeMap<>(defaults.redacted());
    all.put(PREFIX + "target", "");
    return all;
  }

  /** The whole tree. */
  Config tree() {
    return effective;
  }

  /**
   * Every effective key and value in order, with secrets replaced, fit for a console or a report.
   */
  public Map<String, String> redacted() {
    Map<String, String> lines = new TreeMap<>();
    effective
        .getConfig("holdfast")
        .entrySet()
        .forEach(
            entry ->
                lines.put(
                    PREFIX + entry.getKey(),
                    redact(entry.getKey(), String.valueOf(entry.getValue().unwrapped()))));
    return lines;
  }

  private static Config defaults() {
    return ConfigFactory.parseResources(Configuration.class, "/holdfast.conf");
  }

  private static String redact(String key, String value) {
    if (value.isEmpty()) {
      return value;
    }
    if (key.endsWith("secret") || key.endsWith("password") || key.equals("soak.command")) {
      return ShownUrl.MASK;
    }
    return switch (key) {
      case "target", "exchange" -> ShownUrl.of(value);
      case "reach.headers" -> ShownHeaders.of(value);
      case "webhook.url" -> ShownUrl.hostOf(value);
      default -> value;
    };
  }

  private static Map<String, String> environmentNames(Config defaults) {
    Map<String, String> names = new LinkedHashMap<>();
    for (var entry : defaults.entrySet()) {
      names.put(entry.getKey(), environmentName(entry.getKey()));
    }
    return names;
  }

  private static String environmentName(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static Config fromProperties(Properties properties, Map<String, String> known) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        requireKnown(name, known, name);
        settings.put(name, properties.getProperty(name));
      }
    }
    return ConfigFactory.parseMap(settings, "system properties");
  }

  private static Config fromEnvironment(
      Map<String, String> environment, Map<String, String> known) {
    Map<String, Object> settings = new LinkedHashMap<>();
    Map<String, String> keys = new LinkedHashMap<>();
    known.forEach((key, name) -> keys.put(name, key));
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX)) {
            String key = keys.get(name);
            if (key != null) {
              settings.put(key, value);
            } else if (!PlatformVariables.hold(name, value)) {
              throw unknown(name, nearest(name, keys));
            }
          }
        });
    return ConfigFactory.parseMap(settings, "environment");
  }

  private static Config fromFile(Config settings, Map<String, String> known) {
    String path = settings.hasPath("holdfast.config") ? settings.getString("holdfast.config") : "";
    if (path.isEmpty()) {
      return ConfigFactory.empty();
    }
    try {
      Config file =
          ConfigFactory.parseFile(
              new File(path), ConfigParseOptions.defaults().setAllowMissing(false));
      file.resolve(ConfigResolveOptions.noSystem())
          .entrySet()
          .forEach(entry -> requireKnown(entry.getKey(), known, path + ": " + entry.getKey()));
      return file;
    } catch (ConfigException e) {
      throw new ConfigurationException(
          "holdfast.config must be a readable HOCON file, got: "
              + path
              + " ("
              + firstLine(e)
              + ")");
    }
  }

  /** What is another default before a target of the user's own: it knows nothing of our scale. */
  private static Config beforeTarget(Config given) {
    boolean target =
        given.hasPath(PREFIX + "target") && !given.getString(PREFIX + "target").isBlank();
    return target
        ? ConfigFactory.parseMap(
            Map.of(PREFIX + "time-scale", 1, PREFIX + "gaps.most-cycles", 3),
            "defaults before a target")
        : ConfigFactory.empty();
  }

  private static void requireKnown(String key, Map<String, String> known, String shown) {
    if (!known.containsKey(key)) {
      throw unknown(shown, nearest(key, known));
    }
  }

  private static ConfigurationException unknown(String shown, String nearest) {
    return new ConfigurationException(
        shown
            + " is not a key of Holdfast; the nearest one is "
            + nearest
            + ". Correct or remove it.");
  }

  private static String nearest(String name, Map<String, String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.keySet().stream()
        .min((a, b) -> Integer.compare(distance.apply(name, a), distance.apply(name, b)))
        .orElseThrow();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
