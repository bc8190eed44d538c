package dev.holdfast.faults.stages;

import java.util.Locale;
import java.util.Optional;

/**
 * What the proxy wants to know of an upgrade request; nothing else of it is kept, tokens least.
 *
 * @param user whose connection it is, if the request says so
 * @param webSocket whether it asks for an upgrade to WebSocket
 */
public record RequestHead(Optional<String> user, boolean webSocket) {

  /** Reads the head's lines up to its empty one. */
  public static RequestHead parse(String head, String userHeader) {
    Optional<String> user = Optional.empty();
    boolean webSocket = false;
    for (String line : head.split("\r\n")) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).trim();
      String value = line.substring(colon + 1).trim();
      if (name.equalsIgnoreCase(userHeader) && !value.isEmpty()) {
        user = Optional.of(value);
      } else if (name.equalsIgnoreCase("Upgrade")) {
        webSocket |= value.toLowerCase(Locale.ROOT).contains("websocket");
      }
    }
    return new RequestHead(user, webSocket);
  }
}
