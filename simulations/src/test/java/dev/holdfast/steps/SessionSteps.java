package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.holdfast.measure.Phase;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/** The beginning and the end of a virtual user's life. */
public final class SessionSteps {

  private static final String ANSWER = "session-answer";
  private static final String ASKED = "session-asked";

  private final Bench bench;

  /** Steps of users on that bench. */
  public SessionSteps(Bench bench) {
    this.bench = bench;
  }

  /**
   * A virtual user comes to be, with all the returns that it plans, and opens a session.
   *
   * @param scenario its story
   * @param itinerary the returns it plans, by its number
   */
  public ChainBuilder openSession(String scenario, IntFunction<List<PlannedReturn>> itinerary) {
    return openSession(scenario, itinerary, OptionalLong.empty());
  }

  /**
   * The same with a token of a given life.
   *
   * @param seconds at least 1; empty for the backend's own choice
   */
  public ChainBuilder openSession(
      String scenario, IntFunction<List<PlannedReturn>> itinerary, OptionalLong seconds) {
    return exec(session -> born(session, scenario, itinerary))
        .exec(
            http("open session")
                .post(session -> bench.target().http(bench.dialect().sessionPath()).toString())
                .header("Content-Type", "application/json")
                .body(StringBody(session -> request(session, seconds)))
                .requestTimeout(bench.plan().patience().answer())
                .check(status().is(201), bodyString().saveAs(ANSWER)))
        .exec(this::opened);
  }

  /** Whether the virtual user has a session; without one it can plan, but not act. */
  public static boolean isOpen(Session session) {
    return VirtualUser.of(session).hasSession();
  }

  /** The virtual user's life is over; whatever it planned is judged now. */
  public ChainBuilder end() {
    return exec(
        session -> {
          VirtualUser.of(session).end();
          return session.markAsSucceeded();
        });
  }

  private Session born(
      Session session, String scenario, IntFunction<List<PlannedReturn>> itinerary) {
    int number = Math.toIntExact(session.userId());
    bench.eventLoops().accept(session.asScala().eventLoop());
    VirtualUser user = new VirtualUser(bench, number, scenario, itinerary.apply(number));
    Session with = session.set(VirtualUser.ATTRIBUTE, user).set(ASKED, System.nanoTime());
    return user.bindAddress(with);
  }

  private static String request(Session session, OptionalLong seconds) {
    VirtualUser user = VirtualUser.of(session);
    return user.bench().dialect().sessionRequest(user.name(), seconds);
  }

  private Session opened(Session session) {
    if (session.contains(ANSWER)) {
      VirtualUser user = VirtualUser.of(session);
      user.opened(bench.dialect().readSession(session.getString(ANSWER)));
      user.record(Phase.TOKEN, session.getLong(ASKED), System.nanoTime());
    }
    return session.remove(ANSWER).remove(ASKED);
  }
}
