package dev.holdfast.dialect.file;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.DeliveryClaims.Guarantee;
import dev.holdfast.continuity.model.Reconnection.Outage;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a dialect file claims. */
final class ClaimsReader {

  private static final List<String> OF_OTHERS = List.of("delivery", "window", "most", "told-by");

  private ClaimsReader() {}

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
    /** What all else is about. */
    CONNECTION(Outage.NONE),
    NODE(Outage.NODE),
    RESTART(Outage.RESTART);

    private final Outage outage;

    Survived(Outage outage) {
      this.outage = outage;
    }
  }

  /**
   * What it claims.
   *
   * @param othersSpeak whether anybody else can be had to speak in a session: what is claimed of
   *     that is judged then
   */
  static Claims read(Section claims, boolean othersSpeak) {
    claims.allow(DialectEntry.CLAIMS.names());
    Optional<Guarantee> own = claims.oneOf("own", Guarantee.class);
    if (own.equals(Optional.of(Guarantee.AT_MOST_ONCE))) {
      throw claims.refused(
          "own", "at-least-once or exactly-once: of less, nothing is owed", "at-most-once");
    }
    Optional<Order> order = claims.oneOf("order", Order.class);
    return new Claims(
        own.equals(Optional.of(Guarantee.AT_LEAST_ONCE)),
        !order.equals(Optional.of(Order.NONE)),
        claims.oneOf("connections", Connections.class).equals(Optional.of(Connections.ONE)),
        deliveries(claims, order),
        longestText(claims),
        survived(claims),
        unjudged(claims, othersSpeak));
  }

  private static List<String> unjudged(Section claims, boolean othersSpeak) {
    return othersSpeak ? List.of() : OF_OTHERS.stream().filter(claims::has).toList();
  }

  private static DeliveryClaims deliveries(Section claims, Optional<Order> order) {
    String most = claims.optionalText("most").orElse(String.valueOf(Integer.MAX_VALUE));
    if (!most.matches("[1-9][0-9]{0,8}") && claims.has("most")) {
      throw claims.refused("most", "a number of items, at least 1", most);
    }
    return new DeliveryClaims(
        claims.oneOf("delivery", Guarantee.class).orElse(Guarantee.AT_MOST_ONCE),
        !order.equals(Optional.of(Order.NONE)),
        window(claims),
        Integer.parseInt(most),
        claims.oneOf("told-by", Teller.class).equals(Optional.of(Teller.RESUMED)));
  }

  private static int longestText(Section claims) {
    String longest = claims.optionalText("longest-text").orElse(String.valueOf(Integer.MAX_VALUE));
    if (claims.has("longest-text") && !longest.matches("[1-9][0-9]{3,8}")) {
      throw claims.refused("longest-text", "a number of characters, at least 1000", longest);
    }
    return Integer.parseInt(longest);
  }

  private static Optional<Duration> window(Section claims) {
    Optional<Duration> window = claims.duration("window");
    if (window.filter(each -> each.isZero() || each.isNegative()).isPresent()) {
      throw claims.refused("window", "above 0", claims.text("window"));
    }
    return window;
  }

  private static Set<Outage> survived(Section claims) {
    Set<Outage> survived = EnumSet.noneOf(Outage.class);
    for (String each : claims.texts("survives")) {
      Outage outage =
          Arrays.stream(Survived.values())
              .filter(known -> Section.id(known).equals(each))
              .findFirst()
              .orElseThrow(
                  () -> claims.refused("survives", "a list of connection, node, restart", each))
              .outage;
      survived.add(outage);
      if (outage == Outage.RESTART) {
        // All nodes end in a restart, and so any one of them.
        survived.add(Outage.NODE);
      }
    }
    return survived;
  }
}
