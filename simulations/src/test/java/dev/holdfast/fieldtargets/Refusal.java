package dev.holdfast.fieldtargets;

import java.util.Map;

/**
 * How an upgrade is refused.
 *
 * @param status of HTTP, such as 429
 * @param headers beside the length of the body
 * @param body plain text; may be empty
 */
public record Refusal(int status, Map<String, String> headers, String body) {}
