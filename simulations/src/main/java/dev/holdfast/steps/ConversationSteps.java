package dev.holdfast.steps;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;

import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.objectives.SilentCause;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.talk.Talk;
import dev.holdfast.talk.Topic;
import dev.holdfast.user.Establishment;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.Speech;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What a virtual user says, and waits to be answered. */
public final class ConversationSteps {

  private static final int NOTES_AT_ONCE = 10;

  private final RunContext runContext;
  private final Frames frames;
  private final Optional<MessagesByHttp> overHttp;

  /** Steps of users of that run. */
  public ConversationSteps(RunContext runContext) {
    this.runContext = runContext;
    this.frames = Frames.of(runContext);
    this.overHttp =
        runContext.dialect().messagesByHttp().map(how -> new MessagesByHttp(runContext, how));
  }

  /**
   * The established conversation that every scenario begins with: five messages, memory, workflow,
   * two tool calls.
   */
  public ChainBuilder establishConversation() {
    ChainBuilder chain = exec(session -> session);
    for (int i = 0; i < Talk.ESTABLISHED; i++) {
      int number = i;
      ChainBuilder said =
          say(
                  i < Talk.ESTABLISHED - 1 ? "turn" : "note",
                  user -> user.speech().say(user.talk().established(number)))
              .exec(ConversationSteps::noteAnswer);
      chain = chain.exec(doIf(ConversationSteps::hasNotFailed).then(said));
    }
    return chain
        .exec(
            session -> {
              if (hasNotFailed(session)) {
                VirtualUser.of(session).reconnectPlan().establishment().succeed();
              }
              return session;
            })
        .exec(doIf(ConversationSteps::isEstablished).then(goIntoDetail()));
  }

  /** What some users say beside: very much, or something very long. */
  private ChainBuilder goIntoDetail() {
    return exec(doIf((Session session) -> VirtualUser.of(session).talk().leavesMany())
            .then(leaveManyNotes()))
        .exec(
            doIf((Session session) -> VirtualUser.of(session).talk().large().isPresent())
                .then(
                    say(
                        "large note",
                        user -> user.speech().say(user.talk().large().orElseThrow()))));
  }

  /** More than 100 messages, a few at once, none of them answered. */
  private ChainBuilder leaveManyNotes() {
    ChainBuilder some = exec(session -> session);
    for (int i = 1; i < NOTES_AT_ONCE; i++) {
      some = some.exec(sendWithoutWaiting("one of many notes", ConversationSteps::nextNote));
    }
    return exec(
        repeat(Talk.MANY / NOTES_AT_ONCE)
            .on(some.exec(say("many notes", ConversationSteps::nextNote))));
  }

  private static UserMessage nextNote(VirtualUser user) {
    Speech speech = user.speech();
    return speech.say(user.talk().note(speech.said()));
  }

  /** Whether the established conversation was acknowledged and answered. */
  public static boolean isEstablished(Session session) {
    return VirtualUser.of(session).reconnectPlan().establishment().isDone();
  }

  private static boolean hasNotFailed(Session session) {
    return !VirtualUser.of(session).reconnectPlan().establishment().hasFailed();
  }

  private static Session noteAnswer(Session session) {
    VirtualUser user = VirtualUser.of(session);
    Establishment establishment = user.reconnectPlan().establishment();
    if (!SocketState.isOpen(session, SOCKET)) {
      establishment.fail("the connection was lost before all was answered");
    } else if (user.speech().isRefused()) {
      establishment.fail("what was said was refused");
    } else if (!user.ledger().acked(user.speech().lastId())) {
      establishment.fail(SilentCause.NOT_ACKNOWLEDGED.words() + unread(user));
    } else if (!user.speech().isAnswered()) {
      establishment.fail(SilentCause.NOT_ANSWERED.words() + unread(user));
    }
    return session;
  }

  private static String unread(VirtualUser user) {
    return user.reconnectPlan().establishment().heardUnreadable() ? SilentCause.UNREADABLE : "";
  }

  /** One turn: a message, its acknowledgement, the agent's streamed answer. */
  public ChainBuilder converse() {
    return further(Talk::further);
  }

  /** One turn that changes the agent's memory. */
  public ChainBuilder converseRemembering() {
    return further(Talk::remembering);
  }

  /** A message that is sent and not waited for: whether it arrives is indeterminate. */
  public ChainBuilder sayWithoutWaiting() {
    ChainBuilder said =
        sendWithoutWaiting(
            "turn cut short", user -> user.speech().say(Topic.inManyScripts(user.speech().said())));
    // A message that goes beside the connection sends nothing that a fault of it could strike.
    return overHttp.isPresent() && runContext.dialect().keepAliveEvery().isPresent()
        ? said.exec(whileOpen(exec(frames.send("keep-alive", user -> user.dialect().keepAlive()))))
        : said;
  }

  /** One mebibyte of context: two messages that the agent keeps and does not answer. */
  public ChainBuilder sayOneMebibyte() {
    return say("large note", user -> user.speech().say(Topic.large()))
        .exec(say("large note", user -> user.speech().say(Topic.large())));
  }

  /** Several messages at once, none waited for: the agent has a queue of turns to work off. */
  ChainBuilder sayManyWithoutWaiting(int messages) {
    ChainBuilder chain = exec(session -> session);
    for (int i = 0; i < messages; i++) {
      chain = chain.exec(sayWithoutWaiting());
    }
    return chain;
  }

  /** What was said last and never acknowledged is said again; it must be done once. */
  ChainBuilder sayAgainIfUnacked() {
    return doIf((Session session) -> VirtualUser.of(session).speech().isUnacked())
        .then(say("message again", user -> user.speech().sayAgain()));
  }

  /**
   * A message whose acknowledgement is waited for, and whose answer is not: the turn is in
   * progress.
   */
  ChainBuilder sayUntilAcked() {
    return say(
        "message",
        user -> {
          UserMessage message = user.speech().say(user.talk().further(user.speech().said()));
          user.speech().awaitAck();
          return message;
        });
  }

  private ChainBuilder further(BiFunction<Talk, Integer, Topic> topic) {
    return say("turn", user -> user.speech().say(topic.apply(user.talk(), user.speech().said())));
  }

  private ChainBuilder sendWithoutWaiting(String name, Function<VirtualUser, UserMessage> message) {
    return whileOpen(
        overHttp
            .map(http -> http.send(name, message))
            .orElseGet(() -> Frames.drain().exec(frames.send(name, frame(message)))));
  }

  private ChainBuilder say(String name, Function<VirtualUser, UserMessage> message) {
    return whileOpen(
        overHttp
            .map(http -> http.ask(name, message))
            .orElseGet(() -> ask(name, message))
            .exec(this::noteSilence));
  }

  private ChainBuilder ask(String name, Function<VirtualUser, UserMessage> message) {
    return Frames.drain()
        .exec(
            frames.ask(
                name,
                frame(message),
                runContext.plan().patience().answer(),
                frames.arrival(name + " answered")));
  }

  private static Function<VirtualUser, Payload> frame(Function<VirtualUser, UserMessage> message) {
    return user -> user.dialect().say(message.apply(user));
  }

  /**
   * Where the history comes beside the connection, nothing but this shows that the connection is
   * served at all.
   */
  private Session noteSilence(Session session) {
    VirtualUser user = VirtualUser.of(session);
    if (runContext.dialect().historyByHttp().isPresent()
        && SocketState.isOpen(session, SOCKET)
        && isEstablished(session)
        && user.speech().isUnacked()
        && !user.speech().isRefused()) {
      long patience = runContext.plan().patience().answer().toMillis();
      // Kept by the ledger, so that the next return is judged by it.
      user.ledger()
          .observe(
              new ServerEvent.Unreadable(
                  "no acknowledgement of "
                      + user.speech().lastId()
                      + " within "
                      + patience
                      + " ms on an open connection"));
    }
    return session.markAsSucceeded();
  }

  private static ChainBuilder whileOpen(ChainBuilder chain) {
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET)).then(chain);
  }
}
