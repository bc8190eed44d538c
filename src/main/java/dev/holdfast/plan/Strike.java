package dev.holdfast.plan;

import dev.holdfast.faults.Fault;
import dev.holdfast.faults.Injection;
import dev.holdfast.faults.stages.Direction;
import dev.holdfast.faults.stages.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a fault of the proxy strikes one client.
 *
 * @param fault which
 * @param onTheWayBack whether the connection is reset, and the fault lies on the next one
 * @param meetsMessage whether a message is sent into it: a cut strikes the next frame, and what is
 *     half-open is worth more with a message on its way
 * @param eitherWay whether it is drawn in which direction it strikes and how it ends
 * @param time instead of the fault's own; at the finest in milliseconds
 */
public record Strike(
    Fault fault,
    boolean onTheWayBack,
    boolean meetsMessage,
    boolean eitherWay,
    Optional<Duration> time) {

  private static final List<Ending> ENDINGS = List.of(Ending.values());

  static Strike atOnce(Fault fault) {
    return new Strike(fault, false, false, false, Optional.empty());
  }

  static Strike withMessage(Fault fault) {
    return new Strike(fault, false, true, false, Optional.empty());
  }

  static Strike cutting(Fault fault) {
    return new Strike(fault, false, true, true, Optional.empty());
  }

  static Strike onTheWayBack(Fault fault) {
    return new Strike(fault, true, false, false, Optional.empty());
  }

  Strike lasting(Duration other) {
    return new Strike(fault, onTheWayBack, meetsMessage, eitherWay, Optional.of(other));
  }

  /**
   * The fault with its particulars.
   *
   * @param random draws direction and ending where these are drawn
   * @param manyScripts whether the server sends characters that a cut can go through
   */
  public Injection injection(RandomGenerator random, boolean manyScripts) {
    Injection standard = Injection.of(fault);
    Injection timed = time.map(standard::time).orElse(standard);
    return eitherWay
        ? timed
            .direction(
                random.nextBoolean() || onlyClientsCanBeCut(manyScripts)
                    ? Direction.UPSTREAM
                    : Direction.DOWNSTREAM)
            .ending(ENDINGS.get(random.nextInt(ENDINGS.size())))
        : timed;
  }

  private boolean onlyClientsCanBeCut(boolean manyScripts) {
    return fault == Fault.CUT_IN_CHARACTER && !manyScripts;
  }
}
