package dev.holdfast.dialect.file;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.DeliveryClaims.Guarantee;
import dev.holdfast.continuity.model.Reconnection.Outage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a backend promises, as far as it is judged.
 *
 * @param mayRepeat whether a message of the user's own may be there twice
 * @param ordered whether messages stand in the order in which they were acknowledged
 * @param oneConnection whether a newer connection takes a session over from the older
 * @param deliveries what is promised of that which others say
 * @param longestText the most characters (UTF-16) that a text may have
 * @param survives what of the backend may end without taking anything along
 * @param unjudged what else the file claims and nothing judges yet, by key
 */
record Claims(
    boolean mayRepeat,
    boolean ordered,
    boolean oneConnection,
    DeliveryClaims deliveries,
    int longestText,
    Set<Outage> survives,
    List<String> unjudged) {

  /** What is promised where a file says nothing: each message once, in order. */
  static final Claims STRICT =
      new Claims(
          false,
          true,
          false,
          new DeliveryClaims(Guarantee.AT_MOST_ONCE, true, Optional.empty(), 1, false),
          Integer.MAX_VALUE,
          Set.of(),
          List.of());

  /** Copies. */
  Claims {
    survives = Set.copyOf(survives);
    unjudged = List.copyOf(unjudged);
  }
}
