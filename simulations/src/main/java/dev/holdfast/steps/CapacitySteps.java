package dev.holdfast.steps;

import static dev.holdfast.steps.Frames.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.promises.Promises;
import dev.holdfast.talk.Variety;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;

/** What users do whose number and pace a search turns up and down. */
public final class CapacitySteps {

  private static final String STEP = "load-step";

  private final Bench bench;
  private final Dial dial;
  private final Story story = Story.named("capacity").saying(Variety.EVERYDAY);
  private final SessionSteps sessions;
  private final ConnectionSteps connections;
  private final ConversationSteps conversations;
  private final Borrowing borrowing;

  /** Steps of users on that bench, as the dial says. */
  public CapacitySteps(Bench bench, Dial dial) {
    this.bench = bench;
    this.dial = dial;
    this.sessions = new SessionSteps(bench);
    this.connections = new ConnectionSteps(bench);
    this.conversations = new ConversationSteps(bench);
    this.borrowing = new Borrowing(bench);
  }

  /** Takes a place in the crowd. */
  public ChainBuilder join() {
    return exec(
        session ->
            session.set(LoadUser.ATTRIBUTE, new LoadUser(dial, bench.plan().patience().answer())));
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
    return LoadUser.of(session).rest(dial.now());
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
    int number = dial.nextLife();
    VirtualUser user = new VirtualUser(bench, number, story, List.of());
    if (number % Promises.CAPACITY_EVIDENCE_ONE_IN != 0) {
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
                  .end(user.itinerary().lastKept() && answered(session, user), 1, 1);
              return session;
            });
  }

  private ChainBuilder comeBack() {
    return loseAndReturn()
        .exec(
            session -> {
              LoadUser.of(session).end(VirtualUser.of(session).itinerary().lastKept(), 1, 0);
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
              .itinerary()
              .announce(planned.in("level", LoadUser.of(session).label()), true);
          return session;
        })
        .exec(new ReturnSteps(bench).loseAndReturn())
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
