package dev.holdfast.history;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells somebody over HTTP of a change of verdict, signed, and tries again a few times.
 *
 * <p>The signature is {@code sha256=} and the HMAC-SHA-256 in hexadecimal of the timestamp, a dot
 * and the body, so that neither can be changed nor used again later.
 */
public final class Webhook {

  /** Header: seconds since the epoch. */
  public static final String TIMESTAMP = "Holdfast-Timestamp";

  /** Header: the signature. */
  public static final String SIGNATURE = "Holdfast-Signature";

  private static final int ATTEMPTS = 3;
  private static final int HIGHEST_SUCCESS = 299;
  private static final int LOWEST_SUCCESS = 200;

  private final URI url;
  private final byte[] secret;
  private final InstantSource clock;
  private final Duration patience;
  private final IntFunction<Duration> backOff;

  /**
   * A webhook.
   *
   * @param secret signs what is told
   * @param patience how long each attempt may take; above 0
   * @param backOff the wait before each further attempt, by its number from 0
   */
  public Webhook(
      URI url,
      String secret,
      InstantSource clock,
      Duration patience,
      IntFunction<Duration> backOff) {
    this.url = url;
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
    this.patience = patience;
    this.backOff = backOff;
  }

  /**
   * Tells it; never throws and takes a bounded time.
   *
   * @return why nobody heard, in one line without the secret; empty if somebody did
   */
  public Optional<String> tell(VerdictChange change) {
    // Java's own default offers to switch to h2c, which an ordinary Node server takes for an
    // upgrade.
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
    String last = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        await(backOff.apply(attempt - 1));
      }
      Optional<String> failure = attempt(client, change.json());
      if (failure.isEmpty()) {
        return failure;
      }
      last = failure.get();
    }
    return Optional.of(
        "the webhook failed after " + ATTEMPTS + " attempts: " + url.getHost() + ": " + last);
  }

  /** The signature of a body at a time. */
  static String signature(byte[] secret, String timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] signed = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      return "sha256=" + HexFormat.of().formatHex(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private Optional<String> attempt(HttpClient client, String body) {
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .header(TIMESTAMP, timestamp)
            .header(SIGNATURE, signature(secret, timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= LOWEST_SUCCESS && status <= HIGHEST_SUCCESS
          ? Optional.empty()
          : Optional.of("it answered " + status);
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private static void await(Duration time) {
    try {
      new CompletableFuture<Boolean>()
          .completeOnTimeout(true, time.toNanos(), TimeUnit.NANOSECONDS)
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException("a time that passes cannot fail", e);
    }
  }
}
