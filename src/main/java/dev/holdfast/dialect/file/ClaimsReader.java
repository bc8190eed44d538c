package dev.holdfast.dialect.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a dialect file claims. */
final class ClaimsReader {

  private ClaimsReader() {}

  /** How often a message arrives. */
  private enum Delivery {
    AT_MOST_ONCE,
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }

  /** Whose messages keep their order. */
  private enum Order {
    ALL,
    BY_SENDER,
    NONE
  }

  /** Who tells that a session goes on. */
  private enum Teller {
    RESUMED,
    NOBODY
  }

  /** How many connections of a session are served at a time. */
  private enum Connections {
    ONE,
    MANY
  }

  /** What a session outlives. */
  private enum Survived {
    CONNECTION,
    NODE,
    RESTART
  }

  static Claims read(Section claims) {
    claims.allow(Place.CLAIMS.names());
    Optional<Delivery> own = claims.oneOf("own", Delivery.class);
    if (own.equals(Optional.of(Delivery.AT_MOST_ONCE))) {
      throw claims.refused(
          "own", "at-least-once or exactly-once: of less, nothing is owed", "at-most-once");
    }
    Optional<Order> order = claims.oneOf("order", Order.class);
    check(claims);
    List<String> unjudged = new ArrayList<>();
    for (String key : List.of("delivery", "window", "most", "told-by", "survives")) {
      if (claims.has(key)) {
        unjudged.add(key);
      }
    }
    return new Claims(
        own.equals(Optional.of(Delivery.AT_LEAST_ONCE)),
        !order.equals(Optional.of(Order.NONE)),
        claims.oneOf("connections", Connections.class).equals(Optional.of(Connections.ONE)),
        unjudged);
  }

  /** What nothing judges yet must make sense all the same. */
  private static void check(Section claims) {
    claims.oneOf("delivery", Delivery.class);
    claims.oneOf("told-by", Teller.class);
    claims.duration("window");
    String most = claims.optionalText("most").orElse("1");
    if (!most.matches("[1-9][0-9]{0,8}")) {
      throw claims.refused("most", "a number of items, at least 1", most);
    }
    for (String each : claims.texts("survives")) {
      boolean known = false;
      for (Survived survived : Survived.values()) {
        known |= Section.id(survived).equals(each);
      }
      if (!known) {
        throw claims.refused("survives", "a list of connection, node, restart", each);
      }
    }
  }
}
