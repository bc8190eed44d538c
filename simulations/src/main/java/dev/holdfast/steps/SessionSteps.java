package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.measure.Phase;
import dev.holdfast.plan.ScenarioName;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** The beginning and the end of a virtual user's life. */
public final class SessionSteps {

  private static final String ANSWER = "session-answer";
  private static final String STATUS = "session-status";
  private static final String ASKED = "session-asked";

  private final RunContext runContext;
  private final Borrowing borrowing;

  /** Steps of users of that run. */
  public SessionSteps(RunContext runContext) {
    this.runContext = runContext;
    this.borrowing = new Borrowing(runContext);
  }

  /**
   * A virtual user comes to be, with all the returns that it plans, and opens a session.
   *
   * @param scenario its name
   * @param reconnectPlan the returns it plans, by its number
   */
  public ChainBuilder openSession(
      ScenarioName scenario, IntFunction<List<PlannedReturn>> reconnectPlan) {
    return openSession(ScenarioMetadata.of(scenario), reconnectPlan, OptionalLong.empty());
  }

  /**
   * The same for another scenario, with a token of a given life.
   *
   * @param seconds at least 1; empty for the backend's own choice
   */
  public ChainBuilder openSession(
      ScenarioMetadata metadata,
      IntFunction<List<PlannedReturn>> reconnectPlan,
      OptionalLong seconds) {
    return openSession(
        (runContext, userId) -> {
          int number = Math.toIntExact(userId);
          return new VirtualUser(runContext, number, metadata, reconnectPlan.apply(number));
        },
        seconds);
  }

  /**
   * A virtual user comes to be and opens a session.
   *
   * @param birth makes it; is given the number of Gatling's user
   */
  ChainBuilder openSession(BiFunction<RunContext, Long, VirtualUser> birth) {
    return openSession(birth, OptionalLong.empty());
  }

  private ChainBuilder openSession(
      BiFunction<RunContext, Long, VirtualUser> birth, OptionalLong seconds) {
    ChainBuilder request =
        exec(
            http("open session")
                .post(
                    session ->
                        runContext.target().http(runContext.dialect().sessionPath()).toString())
                .header("Content-Type", "application/json")
                .body(StringBody(session -> request(session, seconds)))
                .requestTimeout(runContext.plan().patience().answer())
                .check(
                    status().saveAs(STATUS), status().in(200, 201), bodyString().saveAs(ANSWER)));
    return exec(session -> living(born(session, birth), seconds))
        .exec(borrowing.borrow())
        .exec(doIf(borrowing::mustAsk).then(request))
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
          return borrowing.giveBack(session).markAsSucceeded();
        });
  }

  private Session born(Session session, BiFunction<RunContext, Long, VirtualUser> birth) {
    runContext.eventLoops().accept(session.asScala().eventLoop());
    VirtualUser user = birth.apply(runContext, session.userId());
    Session with = session.set(VirtualUser.ATTRIBUTE, user).set(ASKED, System.nanoTime());
    return SourceAddress.bind(with, user);
  }

  private static Session living(Session session, OptionalLong seconds) {
    return seconds.isPresent() ? session.set(Renewal.OWN_LIFE, true) : session;
  }

  private static String request(Session session, OptionalLong seconds) {
    return Borrowing.request(session, seconds);
  }

  private Session opened(Session session) {
    VirtualUser user = VirtualUser.of(session);
    if (session.contains(ANSWER)) {
      user.opened(runContext.dialect().readSession(session.getString(ANSWER)));
      user.record(Phase.TOKEN, session.getLong(ASKED), System.nanoTime());
    } else if (Borrowing.token(session).isPresent()) {
      user.opened(SessionGrant.known(Borrowing.name(session), Borrowing.token(session).get()));
    } else if (borrowing.isOut(session)) {
      user.reconnectPlan()
          .establishment()
          .fail(
              "no account of holdfast.users-file was free: give it a row for each session of the"
                  + " run");
    } else {
      String how = session.contains(STATUS) ? "status " + session.getInt(STATUS) : "no answer";
      user.reconnectPlan().establishment().fail("no session was issued: " + how);
    }
    return session.remove(ANSWER).remove(STATUS).remove(ASKED);
  }
}
