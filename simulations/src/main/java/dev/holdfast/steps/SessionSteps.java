package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.measure.Phase;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.steps.connection.SourceAddress;
import dev.holdfast.steps.tokens.Borrowing;
import dev.holdfast.steps.tokens.Renewal;
import dev.holdfast.steps.tokens.TokenRequest;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** The beginning and the end of a virtual user's life. */
public final class SessionSteps {

  private final RunContext runContext;
  private final Borrowing borrowing;
  private final TokenRequest request;

  /** Steps of users of that run. */
  public SessionSteps(RunContext runContext) {
    this.runContext = runContext;
    this.borrowing = new Borrowing(runContext);
    this.request =
        new TokenRequest(runContext, "open session", () -> runContext.tokens().sessionPath());
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
          int number = runContext.plan().load().share().number(userId);
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
    return exec(session -> living(born(session, birth), seconds))
        .exec(borrowing.borrow())
        .exec(
            doIf(borrowing::mustAsk)
                .then(request.ask(session -> Borrowing.request(session, seconds))))
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
    return SourceAddress.bind(session.set(VirtualUser.ATTRIBUTE, user), user);
  }

  private static Session living(Session session, OptionalLong seconds) {
    return seconds.isPresent() ? session.set(Renewal.OWN_LIFE, true) : session;
  }

  private Session opened(Session session) {
    VirtualUser user = VirtualUser.of(session);
    Optional<String> answer = TokenRequest.answer(session);
    if (answer.isPresent()) {
      user.opened(runContext.tokens().readSession(answer.get()).of(Borrowing.name(session)));
      TokenRequest.recordBackOff(session, user);
      user.record(Phase.TOKEN, TokenRequest.askedAt(session), System.nanoTime());
    } else if (Borrowing.token(session).isPresent()) {
      user.opened(SessionGrant.known(Borrowing.name(session), Borrowing.token(session).get()));
    } else if (borrowing.isOut(session)) {
      runContext.recorder().abort(Borrowing.OUT);
      user.reconnectPlan().establishment().fail(Borrowing.OUT);
    } else {
      user.reconnectPlan()
          .establishment()
          .fail("no session was issued: " + TokenRequest.failure(session));
    }
    return TokenRequest.forget(session);
  }
}
