package dev.holdfast.user;

import dev.holdfast.continuity.model.ServerEvent;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a virtual user waits for, and the last reply that belongs to no turn. */
public final class Awaited {

  private BooleanSupplier condition = () -> true;
  private @Nullable ServerEvent lastReply;

  /** Waits until that holds. */
  public void until(BooleanSupplier other) {
    condition = other;
  }

  /** Waits for the reply to a request that belongs to no turn: a pong, a refusal, a new token. */
  public void forReply() {
    lastReply = null;
    condition = () -> lastReply != null && !(lastReply instanceof ServerEvent.History);
  }

  /** Waits for nothing in particular: takes in whatever comes. */
  public void forNothing() {
    lastReply = null;
    condition = () -> false;
  }

  /** Waits for a conversation history. */
  public void forHistory() {
    lastReply = null;
    condition = () -> lastReply instanceof ServerEvent.History;
  }

  /** The reply that was waited for; empty where none came. */
  public Optional<ServerEvent> reply() {
    return Optional.ofNullable(lastReply);
  }

  void heard(ServerEvent event) {
    lastReply = isReply(event) ? event : lastReply;
  }

  /** Whether it has come. */
  public boolean isThere() {
    return condition.getAsBoolean();
  }

  /** Whether it answers a request that belongs to no turn. */
  public static boolean isReply(ServerEvent event) {
    return event instanceof ServerEvent.Pong
        || event instanceof ServerEvent.History
        || event instanceof ServerEvent.Refused
        || event instanceof ServerEvent.TokenAccepted;
  }
}
