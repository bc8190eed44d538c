package dev.holdfast.http;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * HTTP/1.1 without more. Java's own default offers to switch to h2c, and an ordinary Node server
 * that serves WebSockets takes that for an upgrade it does not know.
 */
public final class PlainHttp {

  private PlainHttp() {}

  /**
   * A client.
   *
   * @param tls the client's side of TLS; empty for the platform's
   * @param patience how long a connection may take to be opened; above 0
   */
  public static HttpClient client(Optional<SSLContext> tls, Duration patience) {
    return builder(tls, patience).build();
  }

  /** The same with cookies: balancers tell by them which node a session is on. */
  public static HttpClient client(
      Optional<SSLContext> tls, Duration patience, CookieManager cookies) {
    return builder(tls, patience).cookieHandler(cookies).build();
  }

  /**
   * Lets a handshake bring headers and offer subprotocols.
   *
   * @param subprotocols the most wanted first; none offers none
   */
  public static WebSocket.Builder bringing(
      WebSocket.Builder handshake, Map<String, String> headers, List<String> subprotocols) {
    headers.forEach(handshake::header);
    return subprotocols.isEmpty()
        ? handshake
        : handshake.subprotocols(
            subprotocols.get(0),
            subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
  }

  /** A request that brings headers. */
  public static HttpRequest.Builder request(URI to, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(to);
    headers.forEach(request::header);
    return request;
  }

  private static HttpClient.Builder builder(Optional<SSLContext> tls, Duration patience) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(patience);
    tls.ifPresent(builder::sslContext);
    return builder;
  }
}
