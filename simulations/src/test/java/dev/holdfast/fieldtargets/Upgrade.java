package dev.holdfast.fieldtargets;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * A request for a WebSocket.
 *
 * @param headers of the request
 * @param number the how-manyth it is of its session token, from 1
 */
public record Upgrade(HttpHeaders headers, int number) {}
