package dev.holdfast.dialect;

import java.util.Map;

/**
 * How a connection is asked for.
 *
 * @param path appended to the target's URL, with its query, such as {@code /chat?room=1}; empty
 *     where that URL is all; may hold secrets
 * @param headers of the handshake, by name; may hold secrets
 */
public record Opening(String path, Map<String, String> headers) {

  /** Copies the headers. */
  public Opening {
    headers = Map.copyOf(headers);
  }

  /** The names alone: a path or a header may hold a token. */
  @Override
  public String toString() {
    return "Opening[headers=" + headers.keySet() + "]";
  }
}
