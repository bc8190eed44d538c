package dev.holdfast.user;

import java.util.List;

/**
 * Where a client connects from.
 *
 * @param name for reports
 * @param ip what it sends as {@code X-Forwarded-For} and {@code X-Real-IP}
 * @param location what it sends as {@code X-Geolocation}: latitude and longitude
 * @param device what it sends as {@code User-Agent}
 */
public record Place(String name, String ip, String location, String device) {

  /** A desktop in San Francisco: where every client begins. */
  public static final Place HOME =
      new Place(
          "san-francisco",
          "192.168.1.100",
          "37.7749,-122.4194",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64)");

  /** A telephone in New York. */
  public static final Place AWAY =
      new Place(
          "new-york",
          "10.0.0.50",
          "40.7128,-74.0060",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 14_7_1 like Mac OS X)");

  /** A tablet on a train near Berlin. */
  public static final Place TRAIN =
      new Place(
          "berlin",
          "203.0.113.24",
          "52.5200,13.4050",
          "Mozilla/5.0 (iPad; CPU OS 16_5 like Mac OS X)");

  /** A laptop on the wireless network at home. */
  public static final Place WIFI = laptop("wifi", "192.168.1.100");

  /** The same laptop over a telephone. */
  public static final Place CELLULAR = laptop("cellular", "10.0.0.50");

  /** The same laptop at a desk. */
  public static final Place ETHERNET = laptop("ethernet", "192.168.0.25");

  private static final List<Place> PLACES = List.of(HOME, AWAY, TRAIN);
  private static final List<Place> NETWORKS = List.of(WIFI, CELLULAR, ETHERNET);

  /** Its number in that round, from 0. */
  public int ordinal() {
    return round().indexOf(this);
  }

  /**
   * Another place than this one: the next in a fixed round of places, or of one place's networks.
   */
  public Place next() {
    return round().get((ordinal() + 1) % round().size());
  }

  private List<Place> round() {
    return NETWORKS.contains(this) ? NETWORKS : PLACES;
  }

  private static Place laptop(String name, String ip) {
    return new Place(name, ip, HOME.location(), HOME.device());
  }
}
