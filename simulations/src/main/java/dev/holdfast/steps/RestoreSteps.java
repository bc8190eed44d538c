package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.steps.connection.Fetches;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.steps.connection.HistorySteps;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.WsFrameCheck;
import java.time.Duration;

/** Asking for the context that a return must bring back: in full, or by the cheap check. */
public final class RestoreSteps {

  /** The reply to the check in Gatling's report: failed where missing, or the return is broken. */
  public static final String CHECK = "context check";

  private static final String RESTORED = "context restored";

  private final RunContext runContext;
  private final OthersSteps others;
  private final Frames frames;
  private final HistorySteps history;

  RestoreSteps(RunContext runContext, OthersSteps others) {
    this.runContext = runContext;
    this.others = others;
    this.frames = Frames.of(runContext);
    this.history = new HistorySteps(runContext);
  }

  /** Whether Gatling's own statistics show when a context is restored, and whether rightly. */
  public static boolean showsRestores(Dialect dialect) {
    return dialect.states(Capability.CONTEXT)
        || (dialect.states(Capability.HISTORY) && dialect.historyByHttp().isEmpty());
  }

  /** Asks for what is still missing of the return that is under way. */
  ChainBuilder ask() {
    return exec(
        doIf((Session session) ->
                SocketState.isOpen(session, SOCKET) && VirtualUser.of(session).isReturning())
            .then(
                doIf((Session session) -> CheapCheck.maySuffice(VirtualUser.of(session)))
                    .then(askForCheck()),
                doIf(RestoreSteps::lacksParts).then(askForAll())));
  }

  private static boolean lacksParts(Session session) {
    VirtualUser user = VirtualUser.of(session);
    return SocketState.isOpen(session, SOCKET)
        && user.isReturning()
        && !user.returnAttempt().isComplete();
  }

  /** The cheap check, which is enough where it agrees with what is owed. */
  private ChainBuilder askForCheck() {
    return exec(session -> {
          VirtualUser user = VirtualUser.of(session);
          user.returnAttempt().askedForAll(System.nanoTime());
          user.returnAttempt().askedForCheck();
          user.awaited().until(() -> user.returnAttempt().checked() != null);
          return session;
        })
        .exec(Frames.drain())
        .exec(
            frames.ask(
                "ask for check",
                Fetches::check,
                runContext.plan().patience().answer(),
                frames.arrival("context checked")))
        .exec(
            session -> {
              CheapCheck.take(VirtualUser.of(session));
              return session.markAsSucceeded();
            });
  }

  private ChainBuilder askForAll() {
    return exec(session -> {
          VirtualUser user = VirtualUser.of(session);
          user.returnAttempt().askedForAll(System.nanoTime());
          user.awaited().until(() -> user.returnAttempt().isComplete());
          return session;
        })
        .exec(Frames.drain())
        .exec(
            doIfOrElse(this::checksToo)
                .then(askForPartsAndCheck())
                .orElse(askForParts(restored())));
  }

  /** Where others speak, the return is judged once it was listened to them as well. */
  private WsFrameCheck restored() {
    return told(Capability.OTHERS) ? frames.arrival(RESTORED) : frames.judgement(RESTORED);
  }

  private boolean checksToo(Session session) {
    return told(Capability.CHECK) && VirtualUser.of(session).returnAttempt().checked() == null;
  }

  /** Asks for each part that the backend tells; the last is waited for, and with it all. */
  private ChainBuilder askForParts(WsFrameCheck restored) {
    Duration patience = runContext.plan().patience().answer();
    if (told(Capability.CONTEXT)) {
      ActionBuilder last = frames.ask("ask for context", Fetches::context, patience, restored);
      return told(Capability.HISTORY) ? askForHistory().exec(last) : exec(last);
    }
    if (history.isOverHttp()) {
      return history.fetchOfReturn();
    }
    if (!told(Capability.HISTORY)) {
      return others.untilGreeted();
    }
    return exec(frames.ask("ask for history", Fetches::history, patience, restored));
  }

  private ChainBuilder askForPartsAndCheck() {
    ChainBuilder parts =
        exec(
            session -> {
              VirtualUser.of(session).returnAttempt().askedForCheck();
              return session;
            });
    if (told(Capability.HISTORY)) {
      parts = parts.exec(askForHistory());
    }
    if (told(Capability.CONTEXT)) {
      parts = parts.exec(frames.send("ask for context", Fetches::context));
    }
    return parts.exec(
        frames.ask(
            "ask for check",
            Fetches::check,
            runContext.plan().patience().answer(),
            frames.arrival(RESTORED, user -> user.returnAttempt().isNearlyComplete()),
            told(Capability.OTHERS) ? frames.arrival(CHECK) : frames.judgement(CHECK)));
  }

  private ChainBuilder askForHistory() {
    return history.isOverHttp()
        ? history.fetchOfReturn()
        : exec(frames.send("ask for history", Fetches::history));
  }

  private boolean told(Capability capability) {
    return runContext.dialect().states(capability);
  }
}
