package dev.holdfast.conformance;

import dev.holdfast.continuity.Admission;
import dev.holdfast.continuity.ContinuityPolicy;
import dev.holdfast.continuity.Finding;
import dev.holdfast.continuity.Gap;
import dev.holdfast.continuity.Judgement;
import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.Memory;
import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.Reconnection;
import dev.holdfast.continuity.ServerEvent;
import dev.holdfast.continuity.Tag;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.SessionGrant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One user of the target, with a ledger of what it is owed. For one thread. */
final class Visitor implements AutoCloseable {

  /** How long the client is away. */
  private static final Duration AWAY = Duration.ofMillis(200);

  private final Endpoint endpoint;
  private final Dialect dialect;
  private final Tag tag;
  private final Oracle oracle;
  private SessionGrant grant;
  private final Ledger ledger;
  private Line line;
  private int said;
  private int frames;
  private int cycle;

  private Visitor(Endpoint endpoint, Tag tag, SessionGrant grant, Line line) {
    this.endpoint = endpoint;
    this.dialect = endpoint.dialect();
    this.tag = tag;
    this.oracle = new Oracle(ContinuityPolicy.standard(), dialect);
    this.grant = grant;
    this.ledger = new Ledger(grant.sessionId(), tag);
    this.line = line;
    ledger.granted(grant.userId());
  }

  /** A user whose first connection is open and not yet greeted. */
  static Visitor arrive(Endpoint endpoint, Tag tag, SessionGrant grant)
      throws UnmetException, InterruptedException {
    return new Visitor(endpoint, tag, grant, endpoint.connect(grant.sessionToken()));
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
  }

  String frameId() {
    return "check-" + ++frames;
  }

  /** The greeting of the open connection. */
  ServerEvent.Established greeting() throws UnmetException, InterruptedException {
    return await(ServerEvent.Established.class, "greeting");
  }

  /** Sends the user's next message; its id. */
  String say(String text, Memory memory, boolean reply)
      throws UnmetException, InterruptedException {
    String id = "check-" + tag.user() + "-" + ++said;
    say(id, tag.mark(text, said), memory, reply);
    return id;
  }

  /** Sends a message, which may be one that was sent before. */
  void say(String id, String content, Memory memory, boolean reply)
      throws UnmetException, InterruptedException {
    ledger.sent(id, content, memory, reply);
    line.send(dialect.userMessage(frameId(), id, content, memory, reply));
  }

  /** What comes next of a kind; it, and all before it, must be as it is owed. */
  <T extends ServerEvent> T await(Class<T> kind, String what)
      throws UnmetException, InterruptedException {
    List<Finding> wrong = new ArrayList<>();
    T event = line.await(kind, any -> true, what, next -> wrong.addAll(ledger.observe(next)));
    require(wrong);
    return event;
  }

  ServerEvent.History history() throws UnmetException, InterruptedException {
    line.send(dialect.history(frameId()));
    return await(ServerEvent.History.class, "history");
  }

  ServerEvent.Context context() throws UnmetException, InterruptedException {
    line.send(dialect.context(frameId()));
    return await(ServerEvent.Context.class, "context");
  }

  ServerEvent.Checked check() throws UnmetException, InterruptedException {
    line.send(dialect.contextCheck(frameId()));
    return await(ServerEvent.Checked.class, "result of the check");
  }

  void ping() throws UnmetException, InterruptedException {
    line.send(dialect.ping(frameId()));
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
    // Long enough for a server to notice the loss; nothing tells a client when it has.
    boolean unused = new CountDownLatch(1).await(AWAY.toMillis(), TimeUnit.MILLISECONDS);
    line = endpoint.connect(grant.sessionToken());
    judge(lost, Reconnection.Takeover.UNSEEN);
  }

  /** A newer connection of the same session; the older one, which must be told. */
  Line takeOver() throws UnmetException, InterruptedException {
    Line older = line;
    long lost = System.nanoTime();
    ledger.connectionLost();
    line = endpoint.connect(grant.sessionToken());
    judge(lost, Reconnection.Takeover.TOLD);
    return older;
  }

  private void judge(long lost, Reconnection.Takeover takeover)
      throws UnmetException, InterruptedException {
    List<ServerEvent> events = new ArrayList<>();
    Consumer<ServerEvent> keep = events::add;
    var greeted = line.await(ServerEvent.Established.class, any -> true, "greeting", keep);
    line.send(dialect.history(frameId()));
    var history = line.await(ServerEvent.History.class, any -> true, "history", keep);
    line.send(dialect.context(frameId()));
    var context = line.await(ServerEvent.Context.class, any -> true, "context", keep);
    Duration away = Duration.ofNanos(System.nanoTime() - lost);
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
            Reconnection.Whereabouts.UNKNOWN);
    Judgement judgement = oracle.judge(ledger, came);
    ledger.adopt(came, judgement);
    UnmetException.unless(
        greeted.recognised(), "the session was not recognised: session_recognized is false");
    require(judgement.findings());
    UnmetException.unless(
        history.version() < 0 || context.version() >= history.version(),
        "the context is older than the history");
  }

  /** Takes what has come and nobody asked for. */
  void settle() {
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
