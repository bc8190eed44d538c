package dev.holdfast.steps;

import dev.holdfast.steps.connection.ConnectionSteps;
import dev.holdfast.steps.tokens.TokenSteps;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a scenario does so that it fails, by its names in Gatling's report: there its failure is a
 * success, and its success a failure.
 */
public final class WantedFailures {

  /** A connection with a token that is not valid. */
  public static final String INTRUDER = "intruder";

  /** A connection to a port where nobody listens. */
  static final String REFUSED = "refused connection";

  /** A connection to something that never greets. */
  static final String SILENT = "silent connection";

  /** A connection whose server dies with the first request. */
  static final String GOING = "server that will go";

  /** What that server is asked. */
  static final String ASKED_OF_GOING = "answer of a server that went";

  /** Asking on a connection that another one has taken over from. */
  static final String TAKEN_OVER = "served on the closed connection";

  /** Sent on a connection that another one has taken over from: it may be closed by then. */
  static final String SENT_TOO_LATE = "send on the closed connection";

  /** Closing a connection that never greeted: its peer may be gone by then. */
  static final String GIVEN_UP = "close of a silent connection";

  /** An attempt to come back amid injected faults: refused ones are made again, and judged. */
  public static final String AMID_FAULTS = "reconnect amid faults";

  private static final Set<String> NAMES =
      Set.of(
          INTRUDER,
          REFUSED,
          ConnectionSteps.greeting(SILENT),
          ConnectionSteps.greeting(GOING),
          ASKED_OF_GOING,
          TAKEN_OVER);

  private static final Set<String> EITHER =
      Stream.concat(
              Stream.of(SENT_TOO_LATE, GIVEN_UP),
              Stream.of(AMID_FAULTS, TokenSteps.EXPIRED)
                  .flatMap(
                      each ->
                          Stream.of(
                              each,
                              ConnectionSteps.introduction(each),
                              ConnectionSteps.greeting(each))))
          .collect(Collectors.toUnmodifiableSet());

  private WantedFailures() {}

  /** Whether what has that name in Gatling's report is to fail. */
  public static boolean includes(String request) {
    return NAMES.contains(request);
  }

  /** Whether what has that name may fail or not: neither says anything. */
  public static boolean isEither(String request) {
    return EITHER.contains(request);
  }
}
