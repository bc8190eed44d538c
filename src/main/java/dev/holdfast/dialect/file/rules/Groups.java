package dev.holdfast.dialect.file.rules;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The groups of a pattern by name and by number. */
public final class Groups {

  private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

  private Groups() {}

  /** Whether the pattern has such a group. */
  public static boolean has(Pattern pattern, String name) {
    return KNOWN.computeIfAbsent(name + ' ' + pattern.pattern(), any -> look(pattern, name));
  }

  private static boolean look(Pattern pattern, String name) {
    // Nobody tells the names before a match: an empty text matches the pattern or nothing.
    Matcher matcher = Pattern.compile(pattern.pattern() + "|", pattern.flags()).matcher("");
    if (isNumber(name)) {
      return Integer.parseInt(name) <= matcher.groupCount();
    }
    if (!matcher.matches()) {
      return false;
    }
    try {
      matcher.start(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static @Nullable String find(Matcher matcher, String name) {
    if (!has(matcher.pattern(), name)) {
      return null;
    }
    return isNumber(name) ? matcher.group(Integer.parseInt(name)) : matcher.group(name);
  }

  private static boolean isNumber(String name) {
    return name.matches("[0-9]{1,4}");
  }
}
