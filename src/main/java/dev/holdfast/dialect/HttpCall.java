package dev.holdfast.dialect;

import java.util.Map;

/**
 * A request over HTTP that a session makes beside its connection.
 *
 * @param path appended to the base of the target's HTTP side, with its query; may hold secrets
 * @param headers by name; may hold secrets
 * @param body JSON, or empty for none; may hold secrets
 */
public record HttpCall(String path, Map<String, String> headers, String body) {

  /** Copies the headers. */
  public HttpCall {
    headers = Map.copyOf(headers);
  }

  /** The names of headers alone. */
  @Override
  public String toString() {
    return "HttpCall[headers=" + headers.keySet() + "]";
  }
}
