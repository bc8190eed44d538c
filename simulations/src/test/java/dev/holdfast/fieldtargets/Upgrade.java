package dev.holdfast.fieldtargets;

import dev.holdfast.faults.ProxySettings;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * A request for a WebSocket.
 *
 * @param headers of the request
 * @param number its number among those of its session token, from 1
 */
public record Upgrade(HttpHeaders headers, int number) {

  /**
   * Whether it is a virtual user's, and not that of a run which looks whether its target serves.
   */
  boolean isOfUser() {
    return headers.contains(ProxySettings.USER_HEADER);
  }
}
