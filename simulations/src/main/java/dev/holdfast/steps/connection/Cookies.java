package dev.holdfast.steps.connection;

import io.gatling.http.client.uri.Uri;
import io.gatling.http.cookie.CookieSupport;
import io.gatling.javaapi.core.Session;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The cookies that a target has given to a virtual user: balancers tell by them which node holds
 * its session.
 *
 * <p>Gatling keeps them for the host that gave them, and the way through a fault proxy has another
 * one. That its store can be read and written like this is Gatling's own (3.15).
 */
public final class Cookies {

  private Cookies() {}

  /**
   * Lets a user's next connection, to wherever it leads, bring what the target has given. What was
   * given on the way there before is newer, and stays.
   */
  static Session carried(Session session, URI target, URI to) {
    if (to.equals(target)) {
      return session;
    }
    io.gatling.core.session.Session carrying = session.asScala();
    Set<String> there = names(of(session, to));
    for (Cookie cookie : of(session, target)) {
      if (!there.contains(cookie.name())) {
        // Without the attributes that keep a cookie from another host, or from a way without TLS.
        Cookie bare = new DefaultCookie(cookie.name(), cookie.value());
        carrying =
            CookieSupport.storeCookie(
                carrying, to.getHost(), "/", bare, System.currentTimeMillis());
      }
    }
    return new Session(carrying);
  }

  /** The value of a {@code Cookie} header for that way to the target; empty if there is none. */
  public static String header(Session session, URI target, URI to) {
    return of(carried(session, target, to), to).stream()
        .map(cookie -> cookie.name() + "=" + cookie.value())
        .collect(Collectors.joining("; "));
  }

  private static Set<String> names(List<Cookie> cookies) {
    return cookies.stream().map(Cookie::name).collect(Collectors.toSet());
  }

  private static List<Cookie> of(Session session, URI of) {
    return CollectionConverters.asJava(
        CookieSupport.getStoredCookies(session.asScala(), Uri.create(of.toString())));
  }
}
