package dev.holdfast.run.reach;

import dev.holdfast.settings.ShownUrl;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a target answered where something else was wanted, in one line, with what may help. */
final class SeenAnswer {

  /** What helps against a TLS that does not come about. */
  static final String TLS_HINT =
      ". If its certificate is of an authority of your own: holdfast.reach.trust; if it asks clients"
          + " for one: holdfast.reach.client-store";

  /** Tells of a proxy that this machine has set for other programs. */
  private static final List<String> PROXY_VARIABLES =
      List.of("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY");

  private static final int MOST_SHOWN = 100;

  /** What may be a token or a key: long, of the characters of such, with a digit among them. */
  private static final Pattern TOKEN_LIKE =
      Pattern.compile("(?=[A-Za-z_.+/=-]*[0-9])[A-Za-z0-9_.+/=-]{16,}");

  private SeenAnswer() {}

  /** An answer to a handshake that opened no connection. */
  static String toHandshake(HttpResponse<?> answer) {
    return seen("the handshake", answer) + handshakeHint(answer.statusCode());
  }

  /** An answer to an HTTP request that was not what was asked for. */
  static String toRequest(String request, HttpResponse<?> answer) {
    return seen(request, answer) + requestHint(answer.statusCode());
  }

  /**
   * A frame or body of others, safe for a terminal, without what may be a token, and no longer than
   * a line can take.
   */
  static String shown(String text) {
    String masked = TOKEN_LIKE.matcher(text.strip()).replaceAll(ShownUrl.MASK);
    StringBuilder line = new StringBuilder();
    masked
        .codePoints()
        .limit(MOST_SHOWN)
        .forEach(point -> line.appendCodePoint(isPlain(point) ? point : '?'));
    return line + (masked.length() > line.length() ? "…" : "");
  }

  /** Neither control characters nor those that turn the direction of a text. */
  private static boolean isPlain(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED;
  }

  /**
   * What to say of a target that no connection reaches.
   *
   * @param environment the variables of this process
   */
  static String proxyHint(Map<String, String> environment) {
    return PROXY_VARIABLES.stream().anyMatch(each -> !environment.getOrDefault(each, "").isEmpty())
        ? ". A proxy is set on this machine; Holdfast connects directly, as all its users do"
        : "";
  }

  private static String seen(String what, HttpResponse<?> answer) {
    String seen = what + " was answered " + answer.statusCode();
    String location = answer.headers().firstValue("Location").map(ShownUrl::of).orElse("");
    if (!location.isEmpty()) {
      seen += ", which leads to " + shown(location);
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.isEmpty()) {
      seen += ", " + shown(type);
    }
    return answer.body() instanceof String body && !body.isBlank()
        ? seen + ": " + shown(body)
        : seen;
  }

  private static String handshakeHint(int status) {
    return switch (status / 100) {
      case 2 -> ". Not a WebSocket: is the path of holdfast.target right, and no login before it?";
      case 3 -> ". Give holdfast.target as the URL that it leads to";
      case 4 -> hintForRefused(status);
      default -> "";
    };
  }

  private static String hintForRefused(int status) {
    return switch (status) {
      case 400, 426 ->
          ". If it asks for a subprotocol: holdfast.reach.subprotocols; for a parameter: in the"
              + " query of holdfast.target";
      case 401, 403 ->
          ". If it asks for an origin: holdfast.reach.origin; for a cookie, a key or another"
              + " header: holdfast.reach.headers";
      case 404, 405 -> ". Is the path of holdfast.target right?";
      default -> "";
    };
  }

  private static String requestHint(int status) {
    return switch (status) {
      case 401, 403 ->
          ". If it asks for a key or another header: holdfast.reach.headers; if only users that it"
              + " knows may come: holdfast.users-file";
      case 301, 302, 303, 307, 308, 404, 405 ->
          ". If its HTTP paths begin otherwise: holdfast.reach.http-base; if they are others:"
              + " holdfast.reach.http-paths";
      default -> "";
    };
  }
}
