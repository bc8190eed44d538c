package dev.holdfast.backend.auth;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a client connects from.
 *
 * @param ip its IP address in textual form
 * @param location {@code latitude,longitude} in degrees; empty if not known
 * @param device its {@code User-Agent}; empty if it did not say
 */
public record ClientPlace(String ip, String location, String device) {

  /** The known parts on one line, such as {@code 203.0.113.7 | 52.52,13.40 | Firefox}. */
  public String text() {

    return Stream.of(ip, location, device)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" | "));
  }
}
