package dev.holdfast.steps.connection;

import java.util.Optional;

/**
 * Failures to connect that are this machine's own and not the target's: told by the words of the
 * operating system, as Gatling passes them on.
 */
final class Exhaustion {

  private Exhaustion() {}

  /** Why the run can say nothing, if that failure was the generator's own; else empty. */
  static Optional<String> of(String failure) {
    if (failure.contains("Too many open files")) {
      return Optional.of("the generator ran out of files: Too many open files; raise ulimit -n");
    }
    if (failure.contains("Cannot assign requested address")
        || failure.contains("Address already in use")) {
      return Optional.of(
          "the generator ran out of local ports, or holdfast.source-addresses are not all of this"
              + " machine: a connection could get no local address");
    }
    return Optional.empty();
  }
}
