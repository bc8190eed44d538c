package dev.holdfast.steps;

import java.time.Duration;

/**
 * One reconnection that a scenario plans for a virtual user.
 *
 * @param gap how long to stay away, already at the run's time scale
 * @param loss how the connection is lost
 * @param moves whether the client comes back from another place
 * @param entitled whether the token that it comes back with gives it a right to its session
 */
public record PlannedReturn(Duration gap, Loss loss, boolean moves, boolean entitled) {

  /** How a connection is lost, and what stands in the way of the next one. */
  public enum Loss {
    /** The client closes with 1000, and the server agrees. */
    CLOSE("close"),
    /** The client closes when its message is acknowledged and not yet answered. */
    MID_TURN("mid-turn"),
    /** The client sends a message and closes without waiting for anything. */
    UNACKED("unacked"),
    /** The client closes; nobody listens at its first attempts to come back, and it backs off. */
    REFUSED("refused"),
    /**
     * The client closes; its first attempt to come back is let in by something that never greets.
     */
    SILENT("silent"),
    /**
     * The client closes; its first attempt is answered by something that dies with the first
     * request.
     */
    SERVER_GONE("server-gone"),
    /** The client opens a second connection without closing the first, then sends on the first. */
    TAKEN_OVER("taken-over"),
    /** Nothing is lost: an intruder tries to come in with a token that is not valid. */
    INTRUDER("intruder");

    private final String id;

    Loss(String id) {
      this.id = id;
    }

    /** The name in reports. */
    public String id() {
      return id;
    }
  }

  /** A clean close and a return to the same place. */
  public static PlannedReturn after(Duration gap) {
    return new PlannedReturn(gap, Loss.CLOSE, false, true);
  }

  /** The same, from another place. */
  public PlannedReturn moving() {
    return new PlannedReturn(gap, loss, true, entitled);
  }

  /** The same, lost in another way. */
  public PlannedReturn by(Loss other) {
    return new PlannedReturn(gap, other, moves, other != Loss.INTRUDER && entitled);
  }
}
