package dev.holdfast.conformance;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.continuity.owed.Fetch;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.dialect.UserMessage;
import dev.holdfast.dialect.choice.Dialects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One user of the target, with a ledger of what it is owed. For one thread. */
final class Visitor implements AutoCloseable {

  /** How long the client is away. */
  private static final Duration AWAY = Duration.ofMillis(200);

  private final Endpoint endpoint;
  private final DialectSession session;
  private final Tag tag;
  private final Oracle oracle;
  private SessionGrant grant;
  private final Ledger ledger;
  private Line line;
  private int said;
  private int cycle;

  private Visitor(
      Endpoint endpoint, Tag tag, SessionGrant grant, DialectSession session, Line line) {
    this.endpoint = endpoint;
    this.session = session;
    this.tag = tag;
    this.oracle = Dialects.oracle(endpoint.dialect(), ContinuityPolicy.standard());
    this.grant = grant;
    this.ledger = new Ledger(grant.sessionId(), tag);
    this.line = line;
    ledger.granted(grant.userId());
  }

  /** A user whose first connection is open and not yet greeted. */
  static Visitor arrive(Endpoint endpoint, Tag tag, SessionGrant grant)
      throws UnmetException, InterruptedException {
    DialectSession session = endpoint.dialect().begin();
    session.granted(grant);
    Line line = endpoint.connect(session, grant.sessionToken());
    return new Visitor(endpoint, tag, grant, session, line);
  }

  SessionGrant grant() {
    return grant;
  }

  Line line() {
    return line;
  }

  Ledger ledger() {
    return ledger;
  }

  void take(SessionGrant newer) {
    grant = newer;
    session.granted(newer);
  }

  DialectSession session() {
    return session;
  }

  /** The greeting of the open connection. */
  ServerEvent.Established greeting() throws UnmetException, InterruptedException {
    return await(ServerEvent.Established.class, "greeting");
  }

  /** Sends the user's next message; its id. */
  String say(String text, Memory memory, boolean reply)
      throws UnmetException, InterruptedException {
    // Of this check alone: a session or a room may hold those of an earlier one.
    String id = "check-" + tag.user() + "-" + ++said + "-" + Integer.toHexString(mark());
    say(id, tag.mark(text, said), memory, reply);
    return id;
  }

  private int mark() {
    return tag.mark("", 0).hashCode() & 0xffffff;
  }

  /** Sends a message, which may be one that was sent before. */
  void say(String id, String content, Memory memory, boolean reply)
      throws UnmetException, InterruptedException {
    ledger.sent(id, content, memory, reply);
    UserMessage message = new UserMessage(id, content, memory, reply);
    if (endpoint.dialect().messagesByHttp().isPresent()) {
      line.take(endpoint.say(session, message));
    } else {
      line.send(session.say(message));
    }
  }

  /** What comes next of a kind; it, and all before it, must be as it is owed. */
  <T extends ServerEvent> T await(Class<T> kind, String what)
      throws UnmetException, InterruptedException {
    List<Finding> wrong = new ArrayList<>();
    T event = line.await(kind, any -> true, what, next -> wrong.addAll(ledger.observe(next)));
    require(wrong);
    return event;
  }

  /** How another says something in a session. */
  interface Other {
    void say(DialectSession to, String id, String text) throws UnmetException, InterruptedException;
  }

  /** Says something in another's session, on this visitor's connection. */
  void speakTo(DialectSession to, String id, String text)
      throws UnmetException, InterruptedException {
    for (Payload frame : session.speakTo(to.address(), id, text)) {
      line.send(frame);
    }
    ServerEvent.Acked unused =
        line.await(
            ServerEvent.Acked.class,
            ack -> ack.messageId().equals(id),
            "acknowledgement of what another says",
            any -> {});
  }

  /** Another says something, which must arrive on the open connection. */
  void hearAnother(String text, Other other) throws UnmetException, InterruptedException {
    String marked = anotherSays(text, false, other);
    List<Finding> wrong = new ArrayList<>();
    ServerEvent.Notified unused =
        line.await(
            ServerEvent.Notified.class,
            event -> event.content().equals(marked),
            "message of another",
            next -> wrong.addAll(ledger.observe(next)));
    require(wrong);
  }

  private String anotherSays(String text, boolean away, Other other)
      throws UnmetException, InterruptedException {
    String id = "check-other-" + ++said + "-" + Integer.toHexString(mark());
    String marked = tag.mark(text, said);
    ledger.spoken(marked, away);
    other.say(session, id, marked);
    ledger.accepted(marked);
    return marked;
  }

  ServerEvent.History history() throws UnmetException, InterruptedException {
    List<Finding> wrong = new ArrayList<>();
    ServerEvent.History history = history(next -> wrong.addAll(ledger.observe(next)));
    require(wrong);
    return history;
  }

  private ServerEvent.History history(Consumer<ServerEvent> each)
      throws UnmetException, InterruptedException {
    if (endpoint.dialect().historyByHttp().isPresent()) {
      ServerEvent.History history = endpoint.history(session);
      each.accept(history);
      return history;
    }
    ledger.asked(Fetch.HISTORY);
    line.send(session.history());
    return line.await(ServerEvent.History.class, any -> true, "history", each);
  }

  ServerEvent.Context context() throws UnmetException, InterruptedException {
    ledger.asked(Fetch.CONTEXT);
    line.send(session.context());
    return await(ServerEvent.Context.class, "context");
  }

  ServerEvent.Checked check() throws UnmetException, InterruptedException {
    ledger.asked(Fetch.CHECK);
    line.send(session.contextCheck());
    return await(ServerEvent.Checked.class, "result of the check");
  }

  void ping() throws UnmetException, InterruptedException {
    line.send(session.ping());
    ServerEvent.Pong unused = await(ServerEvent.Pong.class, "pong");
  }

  /** Loses the connection by a goodbye, or without a word, and comes back; all must be there. */
  void comeBack(boolean goodbye) throws UnmetException, InterruptedException {
    long lost = System.nanoTime();
    if (goodbye) {
      line.close();
    } else {
      line.abort();
    }
    ledger.connectionLost();
    stayAway();
    line = endpoint.connect(session, grant.sessionToken());
    judge(lost, Reconnection.Takeover.UNSEEN, "");
  }

  /** Loses the connection and comes back; what another says meanwhile must come as well. */
  void missAnother(String text, Other other) throws UnmetException, InterruptedException {
    long lost = System.nanoTime();
    line.abort();
    ledger.connectionLost();
    stayAway();
    String missed = anotherSays(text, true, other);
    line = endpoint.connect(session, grant.sessionToken());
    judge(lost, Reconnection.Takeover.UNSEEN, missed);
  }

  /** Long enough for a server to notice the loss; nothing tells a client when it has. */
  private static void stayAway() throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(AWAY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A newer connection of the same session; the older one, which must be told. */
  Line takeOver() throws UnmetException, InterruptedException {
    Line older = line;
    long lost = System.nanoTime();
    ledger.connectionLost();
    line = endpoint.connect(session, grant.sessionToken());
    judge(lost, Reconnection.Takeover.TOLD, "");
    return older;
  }

  private void judge(long lost, Reconnection.Takeover takeover, String missed)
      throws UnmetException, InterruptedException {
    List<ServerEvent> events = new ArrayList<>();
    Consumer<ServerEvent> keep = events::add;
    var greeted = line.await(ServerEvent.Established.class, any -> true, "greeting", keep);
    long ofHistory = endpoint.dialect().states(Capability.HISTORY) ? history(keep).version() : -1;
    long ofContext = ofHistory;
    if (endpoint.dialect().states(Capability.CONTEXT)) {
      ledger.asked(Fetch.CONTEXT);
      line.send(session.context());
      ofContext = line.await(ServerEvent.Context.class, any -> true, "context", keep).version();
    }
    Duration away = Duration.ofNanos(System.nanoTime() - lost);
    if (!missed.isEmpty() && greeted.contextAvailable()) {
      listenFor(missed, events);
    }
    Reconnection came =
        new Reconnection(
            ++cycle,
            true,
            ledger.idle(),
            new Gap(Duration.ZERO, away),
            Admission.admitted(),
            events,
            // How quick it was is for a run under load to judge.
            Duration.ZERO,
            takeover,
            Reconnection.Whereabouts.UNKNOWN,
            Reconnection.Outage.NONE);
    Judgement judgement = oracle.judge(ledger, came);
    ledger.adopt(came, judgement);
    UnmetException.unless(
        greeted.recognised(), "the session was not recognised: session_recognized is false");
    require(judgement.findings());
    UnmetException.unless(
        ofHistory < 0 || ofContext >= ofHistory, "the context is older than the history");
  }

  /** Waits for what another said; if it does not come, the oracle says what that is. */
  private void listenFor(String missed, List<ServerEvent> events) throws InterruptedException {
    Predicate<ServerEvent.Notified> wanted = event -> event.content().equals(missed);
    boolean came =
        events.stream()
            .anyMatch(event -> event instanceof ServerEvent.Notified each && wanted.test(each));
    if (!came) {
      try {
        ServerEvent.Notified unused =
            line.await(ServerEvent.Notified.class, wanted, "message of another", events::add);
      } catch (UnmetException e) {
        // Nothing came.
      }
    }
    ledger.listened();
  }

  /** Takes what has come and nobody asked for. */
  void settle() throws UnmetException, InterruptedException {
    line.drain(ledger::observe);
  }

  private static void require(List<Finding> wrong) throws UnmetException {
    UnmetException.unless(
        wrong.isEmpty(),
        wrong.stream()
            .map(each -> each.anomaly().id() + ": owed " + each.owed() + ", came " + each.came())
            .collect(Collectors.joining("; ")));
  }

  @Override
  public void close() {
    line.abort();
  }
}
