package dev.holdfast.continuity;

import java.time.Duration;
import java.util.List;

/**
 * All that one planned reconnection showed the client: what the oracle judges against the ledger.
 *
 * @param cycle the how-manyth return of this session, from 1
 * @param entitled whether the client's token gives it a right to this session
 * @param agentIdle whether no turn was in progress when the connection was lost; a working agent
 *     may have gone on, so more than was shown may be there
 * @param gap how long the client was away
 * @param admission how the server answered the attempt
 * @param events all that the server said on the new connection until the restore was complete or
 *     given up, in order of arrival
 * @param restore from the intended instant of the return until the context was complete; the
 *     client's patience if it never was
 * @param oldConnectionServed whether the old connection answered after the new one was attempted
 */
public record Reconnection(
    int cycle,
    boolean entitled,
    boolean agentIdle,
    Gap gap,
    Admission admission,
    List<ServerEvent> events,
    Duration restore,
    boolean oldConnectionServed) {

  /** Copies the events. */
  public Reconnection {
    events = List.copyOf(events);
  }

  /** Whether the new connection was greeted. */
  public boolean greeted() {
    return events.stream().anyMatch(ServerEvent.Established.class::isInstance);
  }
}
