package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Payload;
import dev.holdfast.measure.Phase;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.steps.connection.HistorySteps;
import dev.holdfast.talk.Topic;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import dev.holdfast.user.streams.Document;
import dev.holdfast.user.streams.StreamedAnswer;
import dev.holdfast.user.streams.Streams;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.function.Function;

/**
 * Long answers whose stream is cut: the client asks for the rest, from the piece after the last
 * that it saw, and joins both.
 */
public final class StreamSteps {

  private static final int CUT_IN_THE_MIDDLE = 2;
  private static final int TWO_IN_EVERY = 3;

  private final RunContext runContext;
  private final StreamChecks checks;
  private final Frames frames;
  private final HistorySteps history;

  /** Steps of users of that run, counting streams that did and did not come whole. */
  public StreamSteps(RunContext runContext, StreamChecks checks) {
    this.runContext = runContext;
    this.checks = checks;
    this.frames = Frames.of(runContext);
    this.history = new HistorySteps(runContext);
  }

  /** One answer without a cut: tells how many pieces such an answer has. */
  public ChainBuilder learn() {
    return stream("whole stream", StreamSteps::streamOne)
        .exec(
            session -> {
              VirtualUser.of(session).speech().streams().learn();
              return session;
            });
  }

  /**
   * Answers are being streamed, as far as the round has it: two of them, one behind the other, in
   * every third round.
   */
  public ChainBuilder streamUntilCut() {
    return doIf((Session session) -> hasTwo(VirtualUser.of(session)))
        .then(whileOpen(Frames.drain().exec(frames.send("document", StreamSteps::streamOne))))
        .exec(
            stream(
                "streamed document",
                user -> {
                  Streams streams = user.speech().streams();
                  int round = round(user);
                  Payload frame =
                      hasTwo(user) ? sayBeside(user, streams.nextDocument()) : streamOne(user);
                  String last = user.speech().lastId();
                  user.awaited().until(() -> streams.isCutDue(round) && user.ledger().acked(last));
                  return frame;
                }));
  }

  /** An answer of half a mebibyte is being streamed, and is cut before its end. */
  public ChainBuilder streamLargeUntilCut() {
    return stream(
        "large document",
        user -> {
          Streams streams = user.speech().streams();
          streams.clear();
          Payload frame = sayBeside(user, Document.large());
          user.awaited().until(() -> streams.isCutDue(CUT_IN_THE_MIDDLE));
          return frame;
        });
  }

  /** Asks for the rest of every answer that was cut, and waits for their ends. */
  public ChainBuilder resume() {
    return exec(asLongAs(StreamSteps::hasSeveralCut).on(ask("resume one stream")))
        .exec(doIf(StreamSteps::hasCut).then(askAndWait()));
  }

  /**
   * Compares each answer that was resumed with the history: what was seen before the cut and after
   * it, joined, must be the answer.
   *
   * <p>Only when the agent has nothing more to do: the end of a turn may overtake a history that
   * was read before it.
   */
  public ChainBuilder verify() {
    return doIf(StreamSteps::hasResumed).then(compare());
  }

  private ChainBuilder ask(String name) {
    return Frames.drain().exec(frames.send(name, StreamSteps::next));
  }

  private ChainBuilder askAndWait() {
    return Frames.drain()
        .exec(
            frames.ask(
                "resume stream",
                user -> {
                  user.awaited().forReply();
                  Payload frame = next(user);
                  Streams streams = user.speech().streams();
                  user.awaited().until(() -> streams.allEnded() || isRefused(user));
                  return frame;
                },
                runContext.plan().patience().answer(),
                frames.arrival("stream resumed")))
        .exec(Session::markAsSucceeded);
  }

  private ChainBuilder compare() {
    return exec(whileOpen(history.look("look at streams", "streams looked at")))
        .exec(
            session -> {
              count(VirtualUser.of(session));
              return session.markAsSucceeded();
            });
  }

  private void count(VirtualUser user) {
    List<Message> history =
        user.awaited()
            .reply()
            .filter(ServerEvent.History.class::isInstance)
            .map(reply -> ((ServerEvent.History) reply).messages())
            .orElse(List.of());
    for (StreamedAnswer answer : user.speech().streams().resumed()) {
      boolean whole = answer.isWhole(history);
      if (!whole) {
        user.note("✗ the answer to " + answer.turn() + " did not come whole");
      }
      checks.resumed(answer, whole);
      if (answer.isTimed()) {
        long patience = runContext.plan().patience().answer().toNanos();
        user.record(Phase.RESUME, 0, answer.takenUpWithin(patience));
      }
    }
  }

  private static Payload next(VirtualUser user) {
    StreamedAnswer answer = user.speech().streams().cut(user.ledger()).get(0);
    Payload frame = user.dialect().resumeTurn(answer.turn(), answer.next());
    user.note("→ resume_turn " + answer.turn() + " from " + answer.next());
    answer.resume(System.nanoTime());
    return frame;
  }

  private ChainBuilder stream(String name, Function<VirtualUser, Payload> frame) {
    return whileOpen(
        Frames.drain()
            .exec(
                frames.ask(
                    name,
                    frame,
                    runContext.plan().patience().answer(),
                    frames.arrival(name + " came")))
            .exec(Session::markAsSucceeded));
  }

  private static Payload streamOne(VirtualUser user) {
    Streams streams = user.speech().streams();
    streams.clear();
    return sayBeside(user, streams.nextDocument());
  }

  private static Payload sayBeside(VirtualUser user, Document document) {
    Payload frame = user.dialect().say(user.speech().say(Topic.of(document.text())));
    user.speech().streams().begin(user.speech().lastId(), document);
    return frame;
  }

  private static boolean isRefused(VirtualUser user) {
    return user.awaited().reply().filter(ServerEvent.Refused.class::isInstance).isPresent();
  }

  private static boolean hasSeveralCut(Session session) {
    return hasCut(session) && cut(session).size() > 1;
  }

  private static boolean hasCut(Session session) {
    return SocketState.isOpen(session, SOCKET) && !cut(session).isEmpty();
  }

  private static List<StreamedAnswer> cut(Session session) {
    VirtualUser user = VirtualUser.of(session);
    return user.speech().streams().cut(user.ledger());
  }

  private static boolean hasResumed(Session session) {
    return !VirtualUser.of(session).speech().streams().resumed().isEmpty();
  }

  private static boolean hasTwo(VirtualUser user) {
    return round(user) % TWO_IN_EVERY == 0;
  }

  private static int round(VirtualUser user) {
    return user.number() + user.reconnectPlan().cycle();
  }

  private static ChainBuilder whileOpen(ChainBuilder chain) {
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET)).then(chain);
  }
}
