package dev.holdfast.dialect.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** A section of a dialect file: gives values by key, and tells mistakes with their place. */
final class Section {

  private final String file;
  private final String path;
  private final ConfigObject values;

  private Section(String file, String path, ConfigObject values) {
    this.file = file;
    this.path = path;
    this.values = values;
  }

  /** The whole file. */
  static Section of(String file, Config root) {
    return new Section(file, "", root.root());
  }

  /** Refuses every other key, and names the nearest of these. */
  void allow(String... known) {
    for (Map.Entry<String, ConfigValue> entry : values.entrySet()) {
      if (!Arrays.asList(known).contains(entry.getKey())) {
        String nearest =
            Arrays.stream(known)
                .min(
                    (one, other) ->
                        Integer.compare(far(one, entry.getKey()), far(other, entry.getKey())))
                .orElse("");
        throw mistake(
            entry.getValue(),
            name(entry.getKey()) + " is no key of a dialect, the nearest is " + name(nearest));
      }
    }
  }

  private static int far(String one, String other) {
    return LevenshteinDistance.getDefaultInstance().apply(one, other);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** A text that must be there; a number is its digits. */
  String text(String key) {
    return optionalText(key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    place(values) + name(key) + " must be given, got: nothing"));
  }

  Optional<String> optionalText(String key) {
    ConfigValue value = values.get(key);
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      return Optional.empty();
    }
    if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
      throw mistake(value, name(key) + " must be a text, got: " + kind(value));
    }
    return Optional.of(String.valueOf(value.unwrapped()));
  }

  boolean flag(String key) {
    String text = optionalText(key).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw refused(key, "true or false", text);
    }
    return text.equals("true");
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (E constant : type.getEnumConstants()) {
      if (id(constant).equals(text.get())) {
        return Optional.of(constant);
      }
    }
    String known =
        Arrays.stream(type.getEnumConstants()).map(Section::id).collect(Collectors.joining(", "));
    throw refused(key, "one of " + known, text.get());
  }

  static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Optional<Duration> duration(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(values.toConfig().getDuration(quoted(key)));
    } catch (ConfigException e) {
      throw refused(key, "a duration such as 30s", optionalText(key).orElse(""));
    }
  }

  Optional<Section> section(String key) {
    ConfigValue value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof ConfigObject object) {
      return Optional.of(new Section(file, name(key), object));
    }
    throw mistake(value, name(key) + " must be a section { … }, got: " + kind(value));
  }

  /** The sections of a list; empty where there is none. */
  List<Section> sections(String key) {
    List<Section> all = new ArrayList<>();
    int at = 1;
    for (ConfigValue value : list(key)) {
      if (!(value instanceof ConfigObject object)) {
        throw mistake(value, name(key) + " must be a list of sections { … }, got: " + kind(value));
      }
      all.add(new Section(file, name(key) + "[" + at++ + "]", object));
    }
    return all;
  }

  /** The texts of a list; a single text is a list of one. */
  List<String> texts(String key) {
    ConfigValue value = values.get(key);
    if (value != null && value.valueType() != ConfigValueType.LIST) {
      return List.of(text(key));
    }
    return list(key).stream().map(each -> String.valueOf(each.unwrapped())).toList();
  }

  private List<ConfigValue> list(String key) {
    ConfigValue value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof ConfigList list) {
      return list;
    }
    throw mistake(value, name(key) + " must be a list [ … ], got: " + kind(value));
  }

  /** Every key with its text, in order of the keys. */
  Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String key : new TreeSet<>(values.keySet())) {
      entries.put(key, text(key));
    }
    return entries;
  }

  /** A mistake in the value of a key. */
  IllegalArgumentException refused(String key, String rule, String got) {
    ConfigValue value = values.get(key);
    return mistake(
        value == null ? values : value, name(key) + " must be " + rule + ", got: " + got);
  }

  /** The same in other words. */
  IllegalArgumentException mistake(String key, String what) {
    ConfigValue value = values.get(key);
    return mistake(value == null ? values : value, name(key) + " " + what);
  }

  /** A mistake of the section as a whole. */
  IllegalArgumentException refused(String rule) {
    return mistake(values, (path.isEmpty() ? "a dialect" : path) + " " + rule);
  }

  private IllegalArgumentException mistake(ConfigValue at, String what) {
    return new IllegalArgumentException(place(at) + what);
  }

  private String place(ConfigValue at) {
    int line = at.origin().lineNumber();
    return file + (line > 0 ? ":" + line : "") + ": ";
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String quoted(String key) {
    return "\"" + key + "\"";
  }

  private static String kind(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "a section";
      case LIST -> "a list";
      default -> String.valueOf(value.unwrapped());
    };
  }
}
