package dev.holdfast.dialect;

import dev.holdfast.continuity.model.ServerEvent;
import java.util.List;

/**
 * What one frame of the server says, and what the client answers at once.
 *
 * @param events in the order in which they happened; empty where it says nothing of interest
 * @param replies to be sent as they are, in order
 */
public record Received(List<ServerEvent> events, List<Payload> replies) {

  /** A frame that says nothing and wants no reply. */
  public static final Received NOTHING = new Received(List.of(), List.of());

  /** Copies. */
  public Received {
    events = List.copyOf(events);
    replies = List.copyOf(replies);
  }

  /** A frame that says one thing. */
  public static Received of(ServerEvent event) {
    return new Received(List.of(event), List.of());
  }
}
