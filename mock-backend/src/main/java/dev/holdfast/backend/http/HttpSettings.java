package dev.holdfast.backend.http;

/**
 * The limits of the HTTP edge.
 *
 * @param trusted the proxies that are believed about where a request comes from
 * @param maximumBodyBytes the largest request body, at least 1; a larger one is answered 413
 * @param maximumJsonDepth how deep a request's JSON may nest, at least 1
 * @param failedAttemptsAMinute how many refused refresh tokens an address may hand in within a
 *     minute before it is answered 429; 0 = any number
 */
public record HttpSettings(
    TrustedProxies trusted, int maximumBodyBytes, int maximumJsonDepth, int failedAttemptsAMinute) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public HttpSettings {
    requireAtLeast("maximum-body-bytes", maximumBodyBytes, 1);
    requireAtLeast("maximum-json-depth", maximumJsonDepth, 1);
    requireAtLeast("failed-attempts-a-minute", failedAttemptsAMinute, 0);
  }

  /** No trusted proxy, 16 KiB, 16 levels, any number of attempts. */
  public static HttpSettings defaults() {
    return new HttpSettings(TrustedProxies.none(), 16 * 1024, 16, 0);
  }

  /** The same with other trusted proxies. */
  public HttpSettings trusting(TrustedProxies proxies) {
    return new HttpSettings(proxies, maximumBodyBytes, maximumJsonDepth, failedAttemptsAMinute);
  }

  /** The same with a limit of failed attempts. */
  public HttpSettings withFailedAttemptsAMinute(int limit) {
    return new HttpSettings(trusted, maximumBodyBytes, maximumJsonDepth, limit);
  }

  private static void requireAtLeast(String key, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(key + " must be at least " + least + ", got: " + value);
    }
  }
}
