package dev.holdfast.faults;

import java.time.Duration;

/** How each fault is done, one method each; what peers see is said at {@link Fault}. */
final class Effects {

  private Effects() {}

  static void reset(Link link, Injection injection) {
    link.tookEffect(injection.fault());
    link.end(Ending.RST);
  }

  static void close(Link link, Injection injection) {
    link.tookEffect(injection.fault());
    link.end(Ending.FIN);
  }

  static void clientVanishes(Link link, Injection injection) {
    link.faults().halfOpen(Direction.UPSTREAM, injection);
  }

  static void serverVanishes(Link link, Injection injection) {
    link.faults().halfOpen(Direction.DOWNSTREAM, injection);
  }

  static void blackHole(Link link, Injection injection) {
    link.tookEffect(injection.fault());
    link.faults().silence();
    if (!injection.time().isZero()) {
      link.lane(Direction.UPSTREAM).later(injection.time().toNanos(), link.faults()::heal);
    }
  }

  static void cut(Link link, Injection injection) {
    Lane lane = link.lane(injection.direction());
    Frames frames = link.frames(injection.direction());
    frames.arm(
        injection.fault(),
        () -> {
          link.tookEffect(injection.fault());
          if (injection.ending() == Ending.SILENCE) {
            link.faults().silence();
          } else {
            link.endAllAtEnd(injection.ending());
            frames.passEnd();
            lane.gate().mode(Gate.Mode.SWALLOW);
          }
        });
  }

  static void idleCut(Link link, Injection injection) {
    link.faults().cutWhenIdle(injection);
  }

  static void slowReader(Link link, Injection injection) {
    link.tookEffect(injection.fault());
    link.faults().slowDown(injection.time());
  }

  static void refuseUnauthorized(Link link, Injection injection) {
    link.faults().refuse(injection, "401 Unauthorized", "");
  }

  static void refuseTooMany(Link link, Injection injection) {
    link.faults().refuse(injection, "429 Too Many Requests", retryAfter(injection.time()));
  }

  static void refuseUnavailable(Link link, Injection injection) {
    link.faults().refuse(injection, "503 Service Unavailable", retryAfter(injection.time()));
  }

  static void delayHandshake(Link link, Injection injection) {
    link.tookEffect(injection.fault());
    link.faults().delayHandshake(injection.time());
  }

  private static String retryAfter(Duration time) {
    return "Retry-After: " + (time.toMillis() + 999) / 1000 + "\r\n";
  }
}
