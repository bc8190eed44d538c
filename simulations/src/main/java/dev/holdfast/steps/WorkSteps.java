package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.steps.connection.HistorySteps;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;

/** What an agent was asked to do, and finishes whether or not its user is there. */
public final class WorkSteps {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final String GIVE_UP = "work-at-the-latest";

  private final RunContext runContext;
  private final ServiceChecks checks;
  private final ConversationSteps conversations;
  private final HistorySteps history;

  /** Steps of users of that run, counting work that was and was not finished. */
  public WorkSteps(RunContext runContext, ServiceChecks checks) {
    this.runContext = runContext;
    this.checks = checks;
    this.history = new HistorySteps(runContext);
    this.conversations = new ConversationSteps(runContext);
  }

  /** Gives the agent several turns at once; all are acknowledged, and the last are not answered. */
  public ChainBuilder giveWork(int turns) {
    return conversations.sayManyWithoutWaiting(turns - 1).exec(conversations.sayUntilAcked());
  }

  /**
   * All turns that were acknowledged must have been answered, however long ago their connection was
   * lost: looks until they are, or patience ends.
   */
  public ChainBuilder verifyWorkIsDone() {
    return exec(session ->
            session.set(
                GIVE_UP, System.nanoTime() + runContext.plan().patience().answer().toNanos()))
        .exec(asLongAs(WorkSteps::mustLookAgain).on(pause(LOOK_AGAIN).exec(lookAgain())))
        .exec(
            session -> {
              VirtualUser user = VirtualUser.of(session);
              boolean done = user.ledger().idle();
              if (!done) {
                user.note("✗ a turn was never finished");
              }
              checks.answered(done);
              return session;
            });
  }

  private ChainBuilder lookAgain() {
    return history.look("look for work", "work looked at").exec(Session::markAsSucceeded);
  }

  private static boolean mustLookAgain(Session session) {
    return SocketState.isOpen(session, SOCKET)
        && !VirtualUser.of(session).ledger().idle()
        && System.nanoTime() - session.getLong(GIVE_UP) < 0;
  }
}
