package dev.holdfast.run.statistics;

import dev.holdfast.steps.WantedFailures;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import scala.Option;
import scala.collection.immutable.List;

/**
 * Gatling's statistics, told of each failure that a scenario wants as of a success, and of its
 * absence as of a failure.
 */
final class WantedStats implements StatsEngine {

  private static final String NOT_REFUSED = "was to fail, and did not";

  private final StatsEngine gatlings;

  WantedStats(StatsEngine gatlings) {
    this.gatlings = gatlings;
  }

  @Override
  public void start() {
    gatlings.start();
  }

  @Override
  public void stop(ActorRef<Controller.Command> controller, Option<Exception> exception) {
    gatlings.stop(controller, exception);
  }

  @Override
  public void logUserStart(String scenario) {
    gatlings.logUserStart(scenario);
  }

  @Override
  public void logUserEnd(String scenario) {
    gatlings.logUserEnd(scenario);
  }

  @Override
  public void logResponse(
      String scenario,
      List<String> groups,
      String request,
      long start,
      long end,
      Status status,
      Option<String> code,
      Option<String> message) {
    if (WantedFailures.isEither(request)) {
      gatlings.logResponse(
          scenario, groups, request, start, end, OK$.MODULE$, code, Option.empty());
      return;
    }
    boolean wanted = WantedFailures.includes(request);
    boolean failed = status == KO$.MODULE$;
    Status told = wanted ? failed ? OK$.MODULE$ : KO$.MODULE$ : status;
    Option<String> why = wanted ? failed ? Option.empty() : Option.apply(NOT_REFUSED) : message;
    gatlings.logResponse(scenario, groups, request, start, end, told, code, why);
  }

  @Override
  public void logGroupEnd(String scenario, GroupBlock block, long exit) {
    gatlings.logGroupEnd(scenario, block, exit);
  }

  @Override
  public void logRequestCrash(String scenario, List<String> groups, String request, String error) {
    gatlings.logRequestCrash(scenario, groups, request, error);
  }
}
