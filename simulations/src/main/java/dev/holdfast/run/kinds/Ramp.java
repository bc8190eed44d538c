package dev.holdfast.run.kinds;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;

/** How virtual users arrive. */
final class Ramp {

  private Ramp() {}

  /** Gatling ramps by whole seconds; over less than one it would start nobody at all. */
  static OpenInjectionStep of(int users, Duration ramp) {
    return ramp.toSeconds() < 1 ? atOnceUsers(users) : rampUsers(users).during(ramp.toSeconds());
  }
}
