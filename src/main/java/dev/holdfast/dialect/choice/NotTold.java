package dev.holdfast.dialect.choice;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.file.FileDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What no run with a dialect judges, since nobody tells it or promises it, in words. */
public final class NotTold {

  private NotTold() {}

  /** In the order of what matters most; empty where all is judged. */
  public static List<String> by(Dialect dialect) {
    List<String> missing = new ArrayList<>();
    unless(dialect, Capability.HISTORY, missing, "the conversation history");
    ofOthers(dialect).ifPresent(missing::add);
    unless(dialect, Capability.ANSWERS, missing, "answers");
    if (dialect.states(Capability.ANSWERS)) {
      unless(dialect, Capability.RESUMED_STREAMS, missing, "the rest of an answer that was cut");
    }
    unless(dialect, Capability.CONTEXT, missing, "memory, workflow and tool calls");
    unless(dialect, Capability.STATUS, missing, "when a session expires");
    unless(dialect, Capability.PING, missing, "how soon a silent loss is noticed");
    unless(dialect, Capability.SINGLE_CONNECTION, missing, "takeover by a newer connection");
    unless(dialect, Capability.REFRESH, missing, "renewed tokens");
    ended(dialect.survives()).ifPresent(missing::add);
    if (dialect instanceof FileDialect file) {
      file.unjudgedClaims().forEach(claim -> missing.add("the claim " + claim));
    }
    return List.copyOf(missing);
  }

  private static void unless(
      Dialect dialect, Capability stated, List<String> missing, String words) {
    if (!dialect.states(stated)) {
      missing.add(words);
    }
  }

  private static Optional<String> ended(Set<Outage> survived) {
    List<String> parts = new ArrayList<>();
    if (!survived.contains(Outage.NODE)) {
      parts.add("a node");
    }
    if (!survived.contains(Outage.RESTART)) {
      parts.add("the backend");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("what is lost when " + String.join(" or ", parts) + " goes down");
  }

  /** Notifications are what others leave for a user. */
  private static Optional<String> ofOthers(Dialect dialect) {
    if (dialect.states(Capability.NOTIFICATIONS)) {
      return Optional.empty();
    }
    Optional<DeliveryClaims> claims = dialect.deliveries();
    if (claims.isEmpty()) {
      return Optional.of("what others say");
    }
    return claims.get().keeps()
        ? Optional.empty()
        : Optional.of("what others say while a user is away");
  }
}
