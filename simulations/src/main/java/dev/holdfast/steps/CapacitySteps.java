package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.assessment.CapacityObjectives;
import dev.holdfast.steps.connection.ConnectionSteps;
import dev.holdfast.steps.load.LoadController;
import dev.holdfast.steps.load.LoadUser;
import dev.holdfast.steps.tokens.Borrowing;
import dev.holdfast.talk.Variety;
import dev.holdfast.user.PlannedReturn;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.ScenarioMetadata;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;

/** What users do whose number and pace a search turns up and down. */
public final class CapacitySteps {

  private static final String STEP = "load-step";

  private final RunContext runContext;
  private final LoadController controller;
  private final ScenarioMetadata metadata =
      ScenarioMetadata.named("capacity").saying(Variety.EVERYDAY);
  private final SessionSteps sessions;
  private final ConnectionSteps connections;
  private final ConversationSteps conversations;
  private final Borrowing borrowing;

  /** Steps of users of that run, as the controller says. */
  public CapacitySteps(RunContext runContext, LoadController controller) {
    this.runContext = runContext;
    this.controller = controller;
    this.sessions = new SessionSteps(runContext);
    this.connections = new ConnectionSteps(runContext);
    this.conversations = new ConversationSteps(runContext);
    this.borrowing = new Borrowing(runContext);
  }

  /** Joins the population. */
  public ChainBuilder join() {
    return exec(
        session ->
            session.set(
                LoadUser.ATTRIBUTE,
                new LoadUser(controller, runContext.plan().patience().answer())));
  }

  /** Does what is next, or waits for a while if that is nothing. */
  public ChainBuilder doNext() {
    return exec(this::decide)
        .exec(
            doSwitch((Session session) -> String.valueOf(session.getString(STEP)))
                .on(
                    List.of(
                        onCase(LoadUser.Step.WAIT.name()).then(exec(pause(this::rest))),
                        onCase(LoadUser.Step.OPEN.name()).then(open()),
                        onCase(LoadUser.Step.LEAVE.name()).then(leave()),
                        onCase(LoadUser.Step.RENEW.name()).then(leave().exec(open())),
                        onCase(LoadUser.Step.CYCLE.name()).then(unit(cycle())),
                        onCase(LoadUser.Step.RETURN.name()).then(unit(comeBack())),
                        onCase(LoadUser.Step.TURN.name()).then(unit(turn())))));
  }

  private Session decide(Session session) {
    boolean connected = SocketState.isOpen(session, SOCKET);
    return session.set(STEP, LoadUser.of(session).next(connected).name());
  }

  private Duration rest(Session session) {
    return LoadUser.of(session).rest(controller.now());
  }

  private ChainBuilder open() {
    return sessions
        .openSession((its, userId) -> born())
        .exec(
            doIf(SessionSteps::isOpen)
                .then(connections.connect().exec(conversations.establishConversation())))
        .exec(
            doIf((Session session) -> !ConversationSteps.isEstablished(session))
                .then(connections.close()))
        .exec(
            session -> {
              boolean open =
                  SocketState.isOpen(session, SOCKET) && ConversationSteps.isEstablished(session);
              LoadUser.of(session).opened(open);
              if (open) {
                return session.markAsSucceeded();
              }
              VirtualUser.of(session).end();
              Session free = borrowing.giveBack(session);
              // One that was lost while its conversation began would keep the next from its name.
              return free.remove(SOCKET).markAsSucceeded();
            });
  }

  private VirtualUser born() {
    int number = controller.nextLife();
    VirtualUser user = new VirtualUser(runContext, number, metadata, List.of());
    if (number % CapacityObjectives.EVIDENCE_ONE_IN != 0) {
      user.keepNoEvidence();
    }
    return user;
  }

  private ChainBuilder leave() {
    return connections
        .close()
        .exec(sessions.end())
        .exec(
            session -> {
              LoadUser.of(session).closed();
              return session;
            });
  }

  /** A unit of work; a user that lost its connection in it and did not come back begins again. */
  private ChainBuilder unit(ChainBuilder work) {
    return exec(session -> {
          LoadUser.of(session).begin();
          return session;
        })
        .exec(work)
        .exec(doIf((Session session) -> !SocketState.isOpen(session, SOCKET)).then(leave()));
  }

  private ChainBuilder cycle() {
    return loseAndReturn()
        .exec(conversations.converse())
        .exec(
            session -> {
              VirtualUser user = VirtualUser.of(session);
              LoadUser.of(session)
                  .end(user.reconnectPlan().lastKept() && answered(session, user), 1, 1);
              return session;
            });
  }

  private ChainBuilder comeBack() {
    return loseAndReturn()
        .exec(
            session -> {
              LoadUser.of(session).end(VirtualUser.of(session).reconnectPlan().lastKept(), 1, 0);
              return session;
            });
  }

  private ChainBuilder turn() {
    return conversations
        .converse()
        .exec(
            session -> {
              LoadUser.of(session).timed();
              LoadUser.of(session).end(answered(session, VirtualUser.of(session)), 0, 1);
              return session;
            });
  }

  private ChainBuilder loseAndReturn() {
    return exec(session -> {
          PlannedReturn planned = PlannedReturn.after(Duration.ZERO);
          VirtualUser.of(session)
              .reconnectPlan()
              .announce(planned.in("level", LoadUser.of(session).label()), true);
          return session;
        })
        .exec(new ReturnSteps(runContext).loseAndReturn())
        .exec(
            session -> {
              LoadUser.of(session).timed();
              return session;
            });
  }

  private static boolean answered(Session session, VirtualUser user) {
    return SocketState.isOpen(session, SOCKET) && user.speech().isAnswered();
  }
}
