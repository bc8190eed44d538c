package dev.holdfast.settings;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A URL as it may be shown and recorded: without anything that could let its reader in. */
public final class ShownUrl {

  /** Stands where something was taken out. */
  public static final String MASK = "(redacted)";

  private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");
  private static final Pattern PATH = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://[^/?#]*/).+$");
  private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&;#]*)(=?)([^&;#]*)");

  /** What says how to speak, and lets nobody in. */
  private static final Set<String> HARMLESS =
      Set.of(
          "eio",
          "encoding",
          "format",
          "heartbeat",
          "lang",
          "locale",
          "protocol",
          "timeout",
          "transport",
          "v",
          "version",
          "vsn");

  private ShownUrl() {}

  /**
   * The URL with its user and password and with every value of its query masked, but for well-known
   * ones that are no secrets. What is no URL is masked likewise.
   */
  public static String of(String url) {
    String withoutUser = USER.matcher(url).replaceFirst("$1" + MASK + "@");
    int query = withoutUser.indexOf('?');
    if (query < 0) {
      return withoutUser;
    }
    String masked =
        PARAMETER
            .matcher(withoutUser.substring(query))
            .replaceAll(match -> Matcher.quoteReplacement(parameter(match)));
    return withoutUser.substring(0, query) + masked;
  }

  /** The URL with all behind its host masked: in those of webhooks the path is the secret. */
  public static String hostOf(String url) {
    return PATH.matcher(USER.matcher(url).replaceFirst("$1" + MASK + "@"))
        .replaceFirst("$1" + Matcher.quoteReplacement(MASK));
  }

  private static String parameter(MatchResult match) {
    String name = match.group(2);
    if (match.group(3).isEmpty()) {
      return match.group(1) + (name.isEmpty() ? "" : MASK);
    }
    boolean shown = match.group(4).isEmpty() || HARMLESS.contains(name.toLowerCase(Locale.ROOT));
    return match.group(1) + name + "=" + (shown ? match.group(4) : MASK);
  }
}
