package dev.holdfast.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Typed values of a configuration; each error names key, rule and value. */
public final class Values {

  /** Zero is as long in any unit. */
  private static final Pattern BARE_NUMBER = Pattern.compile("-?(?!0+$)\\d+(\\.\\d+)?");

  private final Config tree;

  public Values(Configuration configuration) {
    this.tree = configuration.tree();
  }

  public String text(String key) {
    return read(key, "a text", Config::getString);
  }

  public List<String> list(String key) {
    return Arrays.stream(text(key).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** A whole number, 0 or more. */
  public int count(String key) {
    int value = read(key, "a whole number", Config::getInt);
    if (value < 0) {
      throw ConfigurationException.refused(key, "0 or more", value);
    }
    return value;
  }

  public int atLeastOne(String key) {
    int value = read(key, "a whole number", Config::getInt);
    if (value < 1) {
      throw ConfigurationException.refused(key, "at least 1", value);
    }
    return value;
  }

  public boolean flag(String key) {
    return read(key, "true or false", Config::getBoolean);
  }

  public long number(String key) {
    return read(key, "a whole number", Config::getLong);
  }

  public double share(String key) {
    double value = read(key, "a number", Config::getDouble);
    if (!(value >= 0 && value <= 1)) {
      throw ConfigurationException.refused(key, "0 to 1", value);
    }
    return value;
  }

  public double properShare(String key) {
    double value = share(key);
    if (value == 0 || value == 1) {
      throw ConfigurationException.refused(key, "above 0 and below 1", value);
    }
    return value;
  }

  public double positiveShare(String key) {
    double value = share(key);
    if (value == 0) {
      throw ConfigurationException.refused(key, "above 0 and at most 1", value);
    }
    return value;
  }

  public double ratio(String key) {
    double value = read(key, "a number", Config::getDouble);
    if (!(value >= 1 && value < Double.POSITIVE_INFINITY)) {
      throw ConfigurationException.refused(key, "at least 1", value);
    }
    return value;
  }

  public double positiveNumber(String key) {
    double value = notNegativeNumber(key);
    if (value == 0) {
      throw ConfigurationException.refused(key, "above 0", value);
    }
    return value;
  }

  public double notNegativeNumber(String key) {
    double value = read(key, "a number", Config::getDouble);
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw ConfigurationException.refused(key, "0 or more", value);
    }
    return value;
  }

  public Duration positive(String key) {
    Duration value = duration(key);
    if (value.isZero() || value.isNegative()) {
      throw ConfigurationException.refused(key, "above 0", text(key));
    }
    return value;
  }

  public Duration notNegative(String key) {
    Duration value = duration(key);
    if (value.isNegative()) {
      throw ConfigurationException.refused(key, "0 or more", text(key));
    }
    return value;
  }

  private Duration duration(String key) {
    String given = shown(key).strip();
    // HOCON takes a number without a unit for milliseconds; whoever writes one means seconds.
    if (BARE_NUMBER.matcher(given).matches()) {
      throw ConfigurationException.refused(
          key, "a duration with its unit, such as " + given + "s or " + given + "ms", given);
    }
    return read(key, "a duration such as 500ms, 30s, 5m or 8h", Config::getDuration);
  }

  private <T> T read(String key, String kind, BiFunction<Config, String, T> getter) {
    try {
      return getter.apply(tree, key);
    } catch (ConfigException e) {
      throw ConfigurationException.refused(key, kind, shown(key));
    }
  }

  private String shown(String key) {
    if (key.endsWith("secret") || key.endsWith("password")) {
      return ShownUrl.MASK;
    }
    try {
      return String.valueOf(tree.getAnyRef(key));
    } catch (ConfigException e) {
      return "nothing";
    }
  }
}
