package dev.holdfast.steps;

import dev.holdfast.plan.TlsPlan;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * HTTP/1.1 without more. Java's own default offers to switch to h2c, and an ordinary Node server
 * that serves WebSockets takes that for an upgrade it does not know.
 */
public final class PlainHttp {

  private PlainHttp() {}

  /** A client that gives up on a connection after that time. */
  public static HttpClient client(TlsPlan tls, Duration patience) {
    return builder(tls, patience).build();
  }

  /** The same with cookies: balancers tell by them which node a session is on. */
  public static HttpClient client(TlsPlan tls, Duration patience, CookieManager cookies) {
    return builder(tls, patience).cookieHandler(cookies).build();
  }

  private static HttpClient.Builder builder(TlsPlan tls, Duration patience) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience);
    tls.context().ifPresent(builder::sslContext);
    return builder;
  }
}
