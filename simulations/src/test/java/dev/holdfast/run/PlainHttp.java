package dev.holdfast.run;

import java.net.CookieManager;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * HTTP/1.1 without more. Java's own default offers to switch to h2c, and an ordinary Node server
 * that serves WebSockets takes that for an upgrade it does not know.
 */
final class PlainHttp {

  private PlainHttp() {}

  /** A client that gives up on a connection after that time. */
  static HttpClient client(Duration patience) {
    return builder(patience).build();
  }

  /** The same with cookies: balancers tell by them which node a session is on. */
  static HttpClient client(Duration patience, CookieManager cookies) {
    return builder(patience).cookieHandler(cookies).build();
  }

  private static HttpClient.Builder builder(Duration patience) {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience);
  }
}
