package dev.holdfast.continuity.model;

import java.time.Duration;
import java.util.List;

/**
 * All that one planned reconnection showed the client: what the oracle judges against the ledger.
 *
 * @param cycle the number of the return in this session, from 1
 * @param entitled whether the client's token gives it a right to this session
 * @param agentIdle whether no turn was in progress when the connection was lost; a working agent
 *     may have gone on, so more than was shown may be there
 * @param gap how long the client was away
 * @param admission how the server answered the attempt
 * @param events all that the server said on the new connection until the restore was complete or
 *     given up, in order of arrival
 * @param restore from the intended instant of the return until the context was complete; the
 *     client's patience if it never was
 * @param takeover what became of a connection that a newer one took the session from
 * @param whereabouts where the client came from, seen from where it was before
 * @param outage what of the backend has ended since the client was last known to be connected
 */
public record Reconnection(
    int cycle,
    boolean entitled,
    boolean agentIdle,
    Gap gap,
    Admission admission,
    List<ServerEvent> events,
    Duration restore,
    Takeover takeover,
    Whereabouts whereabouts,
    Outage outage) {

  /** What of a backend ends, with all that it kept nowhere else. */
  public enum Outage {
    /** Nothing, as far as is known. */
    NONE,
    /** One node of several. */
    NODE,
    /** All of it, which then starts again. */
    RESTART
  }

  /** What becomes of a connection from which a newer one takes the session. */
  public enum Takeover {
    /** There was none, or nobody looked. */
    UNSEEN,
    /** It was closed as taken over, and answered no more. */
    TOLD,
    /** It answered no more, but was not closed with the code that says why. */
    UNEXPLAINED,
    /** Neither of two connections was served. */
    NEITHER_SERVED,
    /** It was served after the new one was. */
    BOTH_SERVED
  }

  /** Where a client comes from. */
  public enum Whereabouts {
    /** Nobody knows, or the backend does not claim to tell. */
    UNKNOWN,
    /** Where it was before, to all that a backend can see. */
    SAME,
    /** Elsewhere. */
    ELSEWHERE
  }

  /** Copies the events. */
  public Reconnection {
    events = List.copyOf(events);
  }

  /**
   * A reconnection of a client whose whereabouts are unknown.
   *
   * @param oldConnectionServed whether the old connection answered after the new one was attempted
   */
  public Reconnection(
      int cycle,
      boolean entitled,
      boolean agentIdle,
      Gap gap,
      Admission admission,
      List<ServerEvent> events,
      Duration restore,
      boolean oldConnectionServed) {
    this(
        cycle,
        entitled,
        agentIdle,
        gap,
        admission,
        events,
        restore,
        oldConnectionServed ? Takeover.BOTH_SERVED : Takeover.UNSEEN,
        Whereabouts.UNKNOWN,
        Outage.NONE);
  }

  /** The same where that of the backend has ended meanwhile. */
  public Reconnection after(Outage ended) {
    return new Reconnection(
        cycle, entitled, agentIdle, gap, admission, events, restore, takeover, whereabouts, ended);
  }

  /** Whether the new connection was greeted. */
  public boolean greeted() {
    return events.stream().anyMatch(ServerEvent.Established.class::isInstance);
  }
}
