package dev.holdfast.plan.reach;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a target serves what the protocol has its own paths for.
 *
 * @param base what each path begins with, such as {@code /chat-api}; empty for nothing
 * @param others the target's own paths by those of the protocol, the base aside
 */
public record HttpPaths(String base, Map<String, String> others) {

  /** The paths of the protocol. */
  public static final HttpPaths NATIVE = new HttpPaths("", Map.of());

  private static final String BASE_KEY = "holdfast.reach.http-base";
  private static final String PATHS_KEY = "holdfast.reach.http-paths";

  /** What a path may hold. Source: RFC 3986, section 3.3. */
  private static final String CHARACTER = "(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})";

  private static final Pattern BASE = Pattern.compile("(/" + CHARACTER + "+)*");
  private static final Pattern OWN = Pattern.compile("(/" + CHARACTER + "*)+");

  /** Those that the protocol has. */
  private static final Set<String> PROTOCOL =
      Set.of("/auth/sessions", "/auth/refresh", "/auth/introspect", "/auth/revoke");

  /** Copies. */
  public HttpPaths {
    others = Map.copyOf(others);
  }

  static HttpPaths of(Values values) {
    return new HttpPaths(
        base(values.text(BASE_KEY).strip()), others(values.text(PATHS_KEY).strip()));
  }

  /** The target's own path for one of the protocol. */
  String of(String path) {
    return base + others.getOrDefault(path, path);
  }

  private static String base(String path) {
    if (!BASE.matcher(path).matches()) {
      throw ConfigurationException.refused(
          BASE_KEY, "empty or a path such as /chat-api, without a / at its end", path);
    }
    return path;
  }

  private static Map<String, String> others(String text) {
    Map<String, String> others = new HashMap<>();
    if (text.isEmpty()) {
      return others;
    }
    for (String each : text.split("\\|", -1)) {
      String[] parts = each.split(":", 2);
      String path = parts[0].strip();
      String own = parts.length == 2 ? parts[1].strip() : "";
      if (!PROTOCOL.contains(path) || !OWN.matcher(own).matches()) {
        throw ConfigurationException.refused(
            PATHS_KEY,
            "paths of the protocol, each with the target's own, such as /auth/sessions: /login |"
                + " /auth/refresh: /token",
            each.strip());
      }
      others.put(path, own);
    }
    return others;
  }
}
