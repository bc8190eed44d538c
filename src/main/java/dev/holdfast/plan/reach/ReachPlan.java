package dev.holdfast.plan.reach;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.ShownHeaders;
import dev.holdfast.settings.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a target asks of its clients beyond its URL.
 *
 * @param dialect the name of the dialect that it speaks
 * @param headers of each handshake and each HTTP request, by name, the {@code Origin} among them;
 *     their values may be secrets and are never shown
 * @param subprotocols that each handshake offers, the most wanted first; empty for none
 * @param paths where its HTTP requests go
 * @param accounts the users that it knows already, each lent to one virtual user at a time; empty
 *     where anybody may open a session
 */
public record ReachPlan(
    String dialect,
    Map<String, String> headers,
    List<String> subprotocols,
    HttpPaths paths,
    List<Account> accounts) {

  /** The setting that names a file of accounts. */
  public static final String USERS_FILE = "holdfast.users-file";

  /** The setting that chooses a dialect. */
  public static final String DIALECT = "holdfast.dialect";

  /** The dialect of the mock backend. */
  public static final String NATIVE = "native";

  /** What is asked of nobody. */
  public static final ReachPlan NOTHING =
      new ReachPlan(NATIVE, Map.of(), List.of(), HttpPaths.NATIVE, List.of());

  private static final String KEY = "holdfast.reach.";
  private static final String ORIGIN = "Origin";
  private static final String HEADER_RULE =
      "headers such as X-Api-Key: abc | X-Tenant: t1, one behind the other with | between them";

  /** A token of HTTP. Source: RFC 9110, section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]+");

  /** What a client sets by itself, or what has a setting of its own. */
  private static final Set<String> OWN =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "content-type",
          "host",
          "origin",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "x-forwarded-for",
          "x-geolocation",
          "x-real-ip");

  /** Copies. */
  public ReachPlan {
    headers = Map.copyOf(headers);
    subprotocols = List.copyOf(subprotocols);
    accounts = List.copyOf(accounts);
  }

  public static ReachPlan of(Values values) {
    Map<String, String> headers = new LinkedHashMap<>(headers(values.text(KEY + "headers")));
    String origin = values.text(KEY + "origin").strip();
    if (!origin.isEmpty()) {
      headers.put(ORIGIN, origin(origin));
    }
    return new ReachPlan(
        values.text(DIALECT).strip(),
        headers,
        subprotocols(values.text(KEY + "subprotocols")),
        HttpPaths.of(values),
        UsersFile.read(values.text(USERS_FILE), values.atLeastOne("holdfast.users")));
  }

  private static Map<String, String> headers(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (text.isBlank()) {
      return headers;
    }
    for (String each : text.split("\\|", -1)) {
      String[] parts = each.split(":", 2);
      String name = parts[0].strip();
      String value = parts.length == 2 ? parts[1].strip() : "";
      if (!TOKEN.matcher(name).matches() || !VALUE.matcher(value).matches()) {
        throw ConfigurationException.refused(KEY + "headers", HEADER_RULE, ShownHeaders.of(text));
      }
      String known = name.toLowerCase(Locale.ROOT);
      if (OWN.contains(known) || known.startsWith("sec-websocket-")) {
        throw ConfigurationException.refused(
            KEY + "headers",
            known.equals("origin")
                ? "without Origin, which is holdfast.reach.origin"
                : "without those that Holdfast sets itself",
            name);
      }
      headers.put(name, value);
    }
    return headers;
  }

  private static String origin(String origin) {
    if (!VALUE.matcher(origin).matches() || origin.contains(" ")) {
      throw ConfigurationException.refused(
          KEY + "origin", "an origin such as https://app.example.org", origin);
    }
    return origin;
  }

  private static List<String> subprotocols(String text) {
    List<String> offered = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      String name = each.strip();
      if (name.isEmpty() && text.isBlank()) {
        continue;
      }
      if (!TOKEN.matcher(name).matches()) {
        throw ConfigurationException.refused(
            KEY + "subprotocols", "names such as chat.v2,chat.v1", text);
      }
      offered.add(name);
    }
    return offered;
  }

  @Override
  public String toString() {
    return "ReachPlan[dialect="
        + dialect
        + ", headers="
        + headers.keySet()
        + ", subprotocols="
        + subprotocols
        + ", paths="
        + paths
        + ", accounts="
        + accounts.size()
        + "]";
  }
}
