package dev.holdfast.dialect;

import java.util.List;

/**
 * What is the same in all requests of a kind that sessions make beside their connections.
 *
 * @param method such as {@code GET}
 * @param headers the names of those that each request brings
 * @param hasBody whether each has a body
 */
public record HttpEndpoint(String method, List<String> headers, boolean hasBody) {

  /** Copies the list. */
  public HttpEndpoint {
    headers = List.copyOf(headers);
  }
}
