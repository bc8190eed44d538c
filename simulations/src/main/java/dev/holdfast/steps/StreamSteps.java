package dev.holdfast.steps;

import static dev.holdfast.steps.Frames.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.holdfast.continuity.Message;
import dev.holdfast.continuity.ServerEvent;
import dev.holdfast.measure.Phase;
import dev.holdfast.talk.Topic;
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

  /** Steps of users of that run, counting streams that did and did not come whole. */
  public StreamSteps(RunContext runContext, StreamChecks checks) {
    this.runContext = runContext;
    this.checks = checks;
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
        .then(
            whileOpen(
                Frames.drain()
                    .exec(
                        ws("document", SOCKET)
                            .sendText(session -> streamOne(VirtualUser.of(session))))))
        .exec(
            stream(
                "streamed document",
                user -> {
                  Streams streams = user.speech().streams();
                  int round = round(user);
                  String frame =
                      hasTwo(user) ? sayBeside(user, streams.nextDocument()) : streamOne(user);
                  String last = user.speech().lastId();
                  user.await(() -> streams.isCutDue(round) && user.ledger().acked(last));
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
          String frame = sayBeside(user, Document.large());
          user.await(() -> streams.isCutDue(CUT_IN_THE_MIDDLE));
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
    return Frames.drain().exec(ws(name, SOCKET).sendText(this::next));
  }

  private ChainBuilder askAndWait() {
    return Frames.drain()
        .exec(
            ws("resume stream", SOCKET)
                .sendText(
                    session -> {
                      VirtualUser user = VirtualUser.of(session);
                      user.awaitReply();
                      String frame = next(session);
                      Streams streams = user.speech().streams();
                      user.await(() -> streams.allEnded() || isRefused(user));
                      return frame;
                    })
                .await(runContext.plan().patience().answer())
                .on(Frames.arrival("stream resumed")))
        .exec(Session::markAsSucceeded);
  }

  private ChainBuilder compare() {
    return exec(session -> {
          VirtualUser.of(session).awaitHistory();
          return session;
        })
        .exec(
            whileOpen(
                Frames.drain()
                    .exec(
                        ws("look at streams", SOCKET)
                            .sendText(
                                session ->
                                    runContext
                                        .dialect()
                                        .history(VirtualUser.of(session).nextFrameId()))
                            .await(runContext.plan().patience().answer())
                            .on(Frames.arrival("streams looked at")))))
        .exec(
            session -> {
              count(VirtualUser.of(session));
              return session.markAsSucceeded();
            });
  }

  private void count(VirtualUser user) {
    List<Message> history =
        user.reply()
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

  private String next(Session session) {
    VirtualUser user = VirtualUser.of(session);
    StreamedAnswer answer = user.speech().streams().cut(user.ledger()).get(0);
    String frame =
        runContext.dialect().resumeTurn(user.nextFrameId(), answer.turn(), answer.next());
    user.note("→ resume_turn " + answer.turn() + " from " + answer.next());
    answer.resume(System.nanoTime());
    return frame;
  }

  private ChainBuilder stream(String name, Function<VirtualUser, String> frame) {
    return whileOpen(
        Frames.drain()
            .exec(
                ws(name, SOCKET)
                    .sendText(session -> frame.apply(VirtualUser.of(session)))
                    .await(runContext.plan().patience().answer())
                    .on(Frames.arrival(name + " came")))
            .exec(Session::markAsSucceeded));
  }

  private static String streamOne(VirtualUser user) {
    Streams streams = user.speech().streams();
    streams.clear();
    return sayBeside(user, streams.nextDocument());
  }

  private static String sayBeside(VirtualUser user, Document document) {
    String frame = user.speech().say(Topic.of(document.text()));
    user.speech().streams().begin(user.speech().lastId(), document);
    return frame;
  }

  private static boolean isRefused(VirtualUser user) {
    return user.reply().filter(ServerEvent.Refused.class::isInstance).isPresent();
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
