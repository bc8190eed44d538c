package dev.holdfast.plan.soak;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.ShownUrl;
import dev.holdfast.settings.Values;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who is told when a run's verdict is another than that of the run before.
 *
 * @param url {@code http://} or {@code https://}; empty for nobody
 * @param secret signs what is told, at least 16 bytes; empty if there is nobody. Never shown
 */
public record NotifyPlan(Optional<URI> url, String secret) {

  private static final int SHORTEST_SECRET = 16;

  /** Refuses to tell anybody without a signature. */
  public NotifyPlan {
    int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
    if (url.isPresent() && bytes < SHORTEST_SECRET) {
      throw ConfigurationException.refused(
          "holdfast.webhook.secret",
          "at least " + SHORTEST_SECRET + " bytes when holdfast.webhook.url is given",
          bytes + " bytes");
    }
  }

  static NotifyPlan of(Values values) {
    String url = values.text("holdfast.webhook.url").strip();
    return new NotifyPlan(
        url.isEmpty() ? Optional.empty() : Optional.of(parsed(url)),
        values.text("holdfast.webhook.secret"));
  }

  private static URI parsed(String url) {
    try {
      URI uri = URI.create(url);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw refused(url);
    }
    throw refused(url);
  }

  private static ConfigurationException refused(String url) {
    return ConfigurationException.refused(
        "holdfast.webhook.url", "a URL such as https://host/path", ShownUrl.hostOf(url));
  }

  @Override
  public String toString() {
    return "NotifyPlan[url=" + url.map(each -> ShownUrl.hostOf(each.toString())) + "]";
  }
}
