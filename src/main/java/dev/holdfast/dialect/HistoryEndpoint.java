package dev.holdfast.dialect;

import java.util.List;

/**
 * What is the same in all requests for a history over HTTP.
 *
 * @param method such as {@code GET}
 * @param headers the names of those that each request brings
 * @param hasBody whether each has a body
 */
public record HistoryEndpoint(String method, List<String> headers, boolean hasBody) {

  /** Copies the list. */
  public HistoryEndpoint {
    headers = List.copyOf(headers);
  }
}
