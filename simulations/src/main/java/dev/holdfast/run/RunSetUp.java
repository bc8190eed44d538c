package dev.holdfast.run;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGenerator;

import dev.holdfast.run.context.LoadProtocol;
import dev.holdfast.run.statistics.ToldPopulation;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Gatling needs to know of a run: who takes part, over which protocol, and what must hold. */
public final class RunSetUp {

  /** The assertion that stands for the verdict, by its name in Gatling. */
  static final String VERDICT = "verdict is PASS";

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Run run;

  /** The set-up of that run. */
  public RunSetUp(Run run) {
    this.run = run;
  }

  /** The virtual users, and one who waits for all others and then asks for the verdict. */
  public List<PopulationBuilder> populations() {
    List<PopulationBuilder> all = new ArrayList<>();
    run.population()
        .ifPresent(
            population -> population.builders().stream().map(ToldPopulation::of).forEach(all::add));
    all.add(judge());
    return all;
  }

  /**
   * WebSocket and HTTP as a client of a session backend speaks them; no call to anyone but the
   * target.
   */
  public HttpProtocolBuilder protocol() {
    return LoadProtocol.of(run.plan());
  }

  /**
   * What Gatling can check by itself, so that its report and exit status agree with the verdict.
   * Each is implied by an objective; the last is the verdict.
   */
  public List<Assertion> assertions() {
    List<Assertion> all = new ArrayList<>();
    run.population().ifPresent(population -> all.addAll(population.assertions()));
    all.add(details(VERDICT).failedRequests().count().is(0L));
    return all;
  }

  private PopulationBuilder judge() {
    return scenario("verdict")
        .exec(
            session -> {
              run.recording();
              return session;
            })
        .exec(asLongAs((Session session) -> !run.isOver()).on(pause(LOOK_AGAIN)))
        .exec(
            session -> {
              run.conclude(run.endedBy());
              return session;
            })
        .exec(dummy(VERDICT, 0).withSuccess(session -> run.passed()))
        .exec(exec(stopLoadGenerator("the verdict is given")))
        .injectOpen(atOnceUsers(1));
  }
}
