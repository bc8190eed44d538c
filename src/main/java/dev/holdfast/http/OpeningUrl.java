package dev.holdfast.http;

import java.net.URI;
import java.net.URISyntaxException;

/** Joins the URL of a target with what a dialect asks for beyond it. */
public final class OpeningUrl {

  private OpeningUrl() {}

  /**
   * The URL with a path appended to its own, and a query beside its own.
   *
   * @param target such as {@code ws://host:8080/base}
   * @param path such as {@code /chat?room=1}; empty for the target's own
   */
  public static URI of(URI target, String path) {
    if (path.isEmpty()) {
      return target;
    }
    String base = target.getRawPath() == null ? "" : target.getRawPath();
    String without = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    String[] asked = path.split("\\?", 2);
    String own = target.getRawQuery();
    StringBuilder url = new StringBuilder();
    url.append(target.getScheme()).append("://").append(target.getRawAuthority()).append(without);
    url.append(asked[0]);
    if (own != null || asked.length == 2) {
      url.append('?').append(own == null ? "" : own);
      url.append(own != null && asked.length == 2 ? "&" : "");
      url.append(asked.length == 2 ? asked[1] : "");
    }
    try {
      return new URI(url.toString());
    } catch (URISyntaxException e) {
      // Its own message quotes the URL, which may hold a token.
      throw new IllegalArgumentException(
          "the path of a connection has a character that no URL may have, at " + e.getIndex());
    }
  }
}
