package dev.holdfast.run.exchange;

import java.util.Map;

/** The messages between a run and its injectors. */
public final class FleetMessages {

  private FleetMessages() {}

  /**
   * The run's sign of life.
   *
   * @param word of this run alone
   * @param over whether it is the last one
   */
  public record Lease(String word, boolean over) {}

  /**
   * Who comes.
   *
   * @param word of this process alone
   * @param version of Holdfast
   * @param configuration every key and value that must be the same everywhere, without secrets
   * @param node the machine
   */
  public record Hello(
      String word, String version, Map<String, String> configuration, String node) {}

  /**
   * What an injector is to do.
   *
   * @param refusal why it is not wanted; empty if it is
   * @param kind of run, such as {@code GATE}
   * @param secret of the marks in all texts of the run, in hexadecimal digits, so that one injector
   *     knows the users of another
   * @param target that its users face, where the run started it; else empty
   */
  public record Plan(String refusal, String kind, String secret, String target) {}

  /**
   * An order.
   *
   * @param number from 1; one that comes again is obeyed once
   * @param what is to be done
   * @param atNanos when, on the injector's own monotonic clock; 0 for at once
   * @param text further words
   */
  public record Order(long number, What what, long atNanos, String text) {

    /** What can be ordered. */
    public enum What {
      /** Begin; the text names the run. */
      START,
      /** All have met at the point that the text names. */
      MET,
      /** Turn the load of a search; the text is the command. */
      LOAD,
      /** What the run's operator does befalls all users; the text tells what. */
      STRIKE,
      /** No more load is needed: end it, and tell what is left to be told. */
      FINISH,
      /** End: the run needs nothing any more. */
      END
    }
  }

  /**
   * That an order was heard.
   *
   * @param lateNanos after the instant at which it was to be obeyed; negative if there was time
   */
  public record Heard(long lateNanos) {}

  /**
   * A clock.
   *
   * @param nanos the monotonic one
   * @param wallMillis the wall clock, milliseconds since the epoch
   */
  public record Clock(long nanos, long wallMillis) {}

  /**
   * Ready, or not.
   *
   * @param problem why it will never be; empty if it is
   * @param expectedMillis how long the load takes if all goes well; 0 if nobody knows
   */
  public record Ready(String problem, long expectedMillis) {}

  /**
   * An injector's sign of life.
   *
   * @param phase what goes on, in a word or two
   * @param begun users whose life has begun
   * @param ended of these
   * @param judged returns
   * @param broken of these
   * @param startedLateMillis after the instant of the start; 0 before it
   */
  public record Pulse(
      String phase, long begun, long ended, long judged, long broken, double startedLateMillis) {}

  /**
   * The end of an injector, once all its spans are said and its files on their way.
   *
   * @param spans how many there were
   * @param planned reconnections
   * @param judged of these
   * @param kept of these
   * @param endedBy what ended it early; empty at its planned end
   * @param files their SHA-256 by their names
   */
  public record Bye(
      long spans,
      long planned,
      long judged,
      long kept,
      String endedBy,
      Map<String, String> files) {}
}
