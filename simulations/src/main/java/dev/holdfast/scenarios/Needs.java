package dev.holdfast.scenarios;

import static dev.holdfast.dialect.Capability.ANSWERS;
import static dev.holdfast.dialect.Capability.CONTEXT;
import static dev.holdfast.dialect.Capability.FRAME_ERRORS;
import static dev.holdfast.dialect.Capability.HISTORY;
import static dev.holdfast.dialect.Capability.INTROSPECTION;
import static dev.holdfast.dialect.Capability.NOTIFICATIONS;
import static dev.holdfast.dialect.Capability.PING;
import static dev.holdfast.dialect.Capability.REFRESH;
import static dev.holdfast.dialect.Capability.RESUMED_STREAMS;
import static dev.holdfast.dialect.Capability.REVOCATION;
import static dev.holdfast.dialect.Capability.SESSIONS;
import static dev.holdfast.dialect.Capability.SINGLE_CONNECTION;
import static dev.holdfast.dialect.Capability.STATUS;
import static dev.holdfast.dialect.Capability.TOKEN_ON_CONNECTION;

import dev.holdfast.dialect.Capability;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.plan.soak.Behaviour;
import dev.holdfast.user.Loss;
import java.util.Set;

/**
 * What a backend must be able to tell or do for a scenario to make sense, beyond what is judged in
 * each: its history, or what others say.
 */
public final class Needs {

  private Needs() {}

  /** The needs of a scenario of the gate. */
  public static Set<Capability> of(ScenarioName scenario) {
    return switch (scenario) {
      case HISTORY, PLACE, ERRORS, PERFORMANCE -> Set.of();
      // Whether what comes back grows is seen in what is fetched.
      case CONSISTENCY -> Set.of(HISTORY);
      case MEMORY -> Set.of(CONTEXT);
      // Only who is told that a session expired can tell an honest end from a loss.
      case GAPS -> Set.of(STATUS);
      case SERVICES -> Set.of(SESSIONS, REFRESH, INTROSPECTION, REVOCATION);
    };
  }

  /** The needs of a scenario of the resilience simulation. */
  public static Set<Capability> of(ResilienceScenario scenario) {
    return switch (scenario) {
      case CLEAN_CLOSE,
          HALF_OPEN,
          FAULTS,
          HANDSHAKE,
          FLAPPING,
          NETWORK_SWITCH,
          PROFILES,
          CRASH,
          DRAIN ->
          Set.of();
      // Whether an old connection is still served is found out by a ping.
      case HAND_OVER -> Set.of(PING, SINGLE_CONNECTION);
      case HEARTBEAT -> Set.of(PING);
      case MID_STREAM -> Set.of(HISTORY, ANSWERS, RESUMED_STREAMS);
      case AWAY_WORK -> Set.of(HISTORY, ANSWERS);
      case QUEUED -> Set.of(PING, NOTIFICATIONS);
      case EXPIRED_TOKEN -> Set.of(SESSIONS, REFRESH);
      case MALFORMED -> Set.of(PING, FRAME_ERRORS);
      case TOKEN_REFRESH -> Set.of(SESSIONS, REFRESH, TOKEN_ON_CONNECTION);
      case ATTACKS -> Set.of(SESSIONS, REFRESH, INTROSPECTION, REVOCATION);
    };
  }

  /** The needs of what a user of a soak does. */
  public static Set<Capability> of(Behaviour behaviour) {
    return switch (behaviour) {
      case BRIEF, MOVE, UNACKED, REFUSED, SILENT, SERVER_GONE, RESET, HALF_OPEN, SERVER_VANISHES ->
          Set.of();
      case MEDIUM, EXTENDED -> Set.of(STATUS);
      case MID_TURN -> Set.of(ANSWERS);
      case TAKEN_OVER -> Set.of(PING, SINGLE_CONNECTION);
    };
  }

  /** The needs of a way to lose a connection, and to come back. */
  static Set<Capability> of(Loss loss) {
    return switch (loss) {
      case TAKEN_OVER, RACE -> Set.of(PING, SINGLE_CONNECTION);
      case MID_TURN -> Set.of(ANSWERS);
      default -> Set.of();
    };
  }
}
