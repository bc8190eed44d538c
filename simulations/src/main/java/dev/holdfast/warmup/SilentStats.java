package dev.holdfast.warmup;

import io.gatling.commons.stats.Status;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.controller.Controller$Command$StatsEngineStopped$;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import scala.Option;
import scala.collection.immutable.List;

/** Takes Gatling's statistics of throw-away users, and keeps none. */
final class SilentStats implements StatsEngine {

  @Override
  public void start() {
    // There is nothing to write to.
  }

  @Override
  public void stop(ActorRef<Controller.Command> controller, Option<Exception> exception) {
    controller.$bang(Controller$Command$StatsEngineStopped$.MODULE$);
  }

  @Override
  public void logUserStart(String scenario) {
    // Kept by nobody.
  }

  @Override
  public void logUserEnd(String scenario) {
    // Kept by nobody.
  }

  @Override
  public void logResponse(
      String scenario,
      List<String> groups,
      String requestName,
      long startTimestamp,
      long endTimestamp,
      Status status,
      Option<String> responseCode,
      Option<String> message) {
    // Kept by nobody.
  }

  @Override
  public void logGroupEnd(String scenario, GroupBlock groupBlock, long exitTimestamp) {
    // Kept by nobody.
  }

  @Override
  public void logRequestCrash(
      String scenario, List<String> groups, String requestName, String error) {
    // Kept by nobody.
  }
}
