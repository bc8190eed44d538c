package dev.holdfast.scenarios;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Itineraries: which returns a virtual user plans. */
public final class ReconnectPlans {

  private ReconnectPlans() {}

  /** The same return again and again. */
  public static List<PlannedReturn> repeated(int times, PlannedReturn planned) {
    return each(times, cycle -> planned);
  }

  /** A return for each cycle, counted from 0. */
  public static List<PlannedReturn> each(int times, IntFunction<PlannedReturn> planned) {
    return IntStream.range(0, times).mapToObj(planned).toList();
  }

  /**
   * Stays connected for as long as others may still be arriving: a short scenario's users count
   * too.
   */
  public static ChainBuilder untilAllAreThere(RunContext runContext) {
    return exec(pause(runContext.plan().load().ramp()));
  }

  /** A part of a scenario in which nothing happens. */
  public static ChainBuilder nothing() {
    return exec(session -> session);
  }
}
