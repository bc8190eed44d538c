package dev.holdfast.plan;

import static dev.holdfast.dialect.Capability.ANSWERS;
import static dev.holdfast.dialect.Capability.PING;
import static dev.holdfast.dialect.Capability.SINGLE_CONNECTION;

import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.dialect.Capability;
import dev.holdfast.faults.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is lost, and what stands in the way of the next one: the list that the rounds of
 * all scenarios and the mix of a soak are made of. Each says what its client does about it or which
 * fault of the proxy strikes it; what has both of these nowhere would not compile.
 */
public enum Loss {
  /** The client closes with 1000, and the server agrees. */
  CLOSE(Act.CLOSE),
  /** The client closes when its message is acknowledged and not yet answered. */
  MID_TURN(Act.CLOSE_MID_TURN, ANSWERS),
  /** The client sends a message and closes without waiting for anything. */
  UNACKED(Act.CLOSE_UNACKED),
  /** The client closes; nobody listens at its first attempts to come back, and it backs off. */
  REFUSED(Act.MEET_REFUSALS),
  /** The client closes; its first attempt to come back is let in by something that never greets. */
  SILENT(Act.MEET_SILENCE),
  /**
   * The client closes; its first attempt is answered by something that dies with the first request.
   */
  SERVER_GONE(Act.MEET_DYING_SERVER),
  /** The client opens a second connection without closing the first, then sends on the first. */
  TAKEN_OVER(Act.HAND_OVER, PING, SINGLE_CONNECTION),
  /** Two connections with the client's token come at nearly the same instant, and take over. */
  RACE(Act.BE_RACED, PING, SINGLE_CONNECTION),
  /** Nothing is lost: an intruder tries to come in with a token that is not valid. */
  INTRUDER(Act.BE_INTRUDED_UPON),

  /** RST to both. */
  RESET(Strike.atOnce(Fault.RESET)),
  /** FIN to both, without a close frame. */
  ABRUPT_CLOSE(Strike.atOnce(Fault.CLOSE)),
  /** Half-open: the client is gone and comes back, the server has not noticed. */
  CLIENT_VANISHES(Strike.atOnce(Fault.CLIENT_VANISHES)),
  /** Half-open: the server is gone, the client hears nothing and has to notice by itself. */
  SERVER_VANISHES(Strike.withMessage(Fault.SERVER_VANISHES)),
  /** Silence both ways; what was under way arrives after the client has come back. */
  BLACK_HOLE(Strike.withMessage(Fault.BLACK_HOLE)),
  /** A frame ends after the first byte of its header. */
  CUT_IN_HEADER(Strike.cutting(Fault.CUT_IN_HEADER)),
  /** A frame ends in its payload. */
  CUT_IN_PAYLOAD(Strike.cutting(Fault.CUT_IN_PAYLOAD)),
  /** A frame ends inside a UTF-8 character. */
  CUT_IN_CHARACTER(Strike.cutting(Fault.CUT_IN_CHARACTER)),
  /** A message ends between two fragments. */
  CUT_BETWEEN_FRAGMENTS(Strike.cutting(Fault.CUT_BETWEEN_FRAGMENTS)),
  /** Cut off by something between them because nothing was said. */
  IDLE_CUT(Strike.atOnce(Fault.IDLE_CUT).lasting(Duration.ofMillis(200))),

  /** Lost by RST; the first attempt to come back is answered 401 by something in between. */
  REFUSE_401(Strike.onTheWayBack(Fault.REFUSE_401)),
  /** Lost by RST; the first attempt to come back is answered 429 with Retry-After. */
  REFUSE_429(Strike.onTheWayBack(Fault.REFUSE_429)),
  /** Lost by RST; the first attempt to come back is answered 503 with Retry-After. */
  REFUSE_503(Strike.onTheWayBack(Fault.REFUSE_503)),
  /** Lost by RST; the upgrade request reaches the server late. */
  DELAY_HANDSHAKE(Strike.onTheWayBack(Fault.DELAY_HANDSHAKE).lasting(Duration.ofMillis(150))),
  /**
   * Lost by RST; the server lets the first attempt to come back in, and its answer does not reach
   * the client, which comes again while the server may think that it is there.
   */
  CUT_HANDSHAKE(Strike.onTheWayBack(Fault.CUT_HANDSHAKE)),
  /** Lost by RST; the next connection is slow to read. */
  SLOW_READER(Strike.onTheWayBack(Fault.SLOW_READER).lasting(Duration.ofMillis(5))),

  /** The backend's process is killed, and another one starts on the same store. */
  BACKEND_KILLED(Outage.RESTART),
  /** The backend announces its end, closes all connections with 1001, and starts again. */
  BACKEND_DRAINED(Outage.RESTART),
  /** Whatever the user's command did to the backend. */
  COMMANDED(Act.NONE),
  /** The server closes the connection because its token has run out. */
  TOKEN_EXPIRED(Act.NONE),
  /** The server closes the connection because of a frame that is too large. */
  TOO_LARGE(Act.NONE);

  /** What the client does about a loss that no fault of the network makes. */
  public enum Act {
    /** It closes, and comes back when it is due. */
    CLOSE(false),
    /** It closes while a turn is in progress. */
    CLOSE_MID_TURN(true),
    /** It closes while a message is on its way. */
    CLOSE_UNACKED(true),
    /** It meets a port where nobody listens on its way back. */
    MEET_REFUSALS(true),
    /** It meets something that never greets on its way back. */
    MEET_SILENCE(true),
    /** It meets something that dies on its way back. */
    MEET_DYING_SERVER(true),
    /** It opens a second connection beside the first. */
    HAND_OVER(true),
    /** Others come with its token at once. */
    BE_RACED(true),
    /** Others try to come in while it is away. */
    BE_INTRUDED_UPON(false),
    /** Nothing of its own: the backend ends the connection, in a scenario that makes it do so. */
    NONE(false);

    private final boolean error;

    Act(boolean error) {
      this.error = error;
    }
  }

  private final Act act;
  private final Outage outage;

  @SuppressWarnings("ImmutableEnumChecker") // a record of values
  private final @Nullable Strike strike;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
  private final Set<Capability> needs;

  Loss(Act act, Capability... needs) {
    this.act = act;
    this.outage = Outage.NONE;
    this.strike = null;
    this.needs = Set.of(needs);
  }

  Loss(Outage outage) {
    this.act = Act.NONE;
    this.outage = outage;
    this.strike = null;
    this.needs = Set.of();
  }

  Loss(Strike strike) {
    this.act = Act.NONE;
    this.outage = Outage.NONE;
    this.strike = strike;
    this.needs = Set.of();
  }

  /** The name in reports, such as {@code mid-turn}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the client does; nothing of its own where a fault strikes it. */
  public Act act() {
    return act;
  }

  /** The fault of the proxy that strikes the client, if one does. */
  public Optional<Strike> strike() {
    return Optional.ofNullable(strike);
  }

  /** What of the backend ends with it, as far as the loss itself tells. */
  public Outage outage() {
    return outage;
  }

  /** What a backend must be able to tell or do for this loss to make sense. */
  public Set<Capability> needs() {
    return needs;
  }

  /** What goes wrong with clients themselves. */
  public static List<Loss> errorsOfClients() {
    return all(loss -> loss.act.error);
  }

  /** What strikes an open connection. */
  public static List<Loss> strikes() {
    return all(loss -> loss.strike != null && !loss.strike.onTheWayBack());
  }

  /** What strikes the next connection, once this one was reset. */
  public static List<Loss> waysBack() {
    return all(loss -> loss.strike != null && loss.strike.onTheWayBack());
  }

  private static List<Loss> all(Predicate<Loss> which) {
    return Arrays.stream(values()).filter(which).toList();
  }
}
