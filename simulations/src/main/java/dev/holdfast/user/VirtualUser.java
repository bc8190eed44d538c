package dev.holdfast.user;

import dev.holdfast.continuity.Ledger;
import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.Tag;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.Payload;
import dev.holdfast.dialect.Received;
import dev.holdfast.dialect.SessionGrant;
import dev.holdfast.measure.FoundBeside;
import dev.holdfast.measure.Phase;
import dev.holdfast.talk.Talk;
import dev.holdfast.user.accounts.Credentials;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One virtual user: its session, what the server owes it, and the return that it is in.
 *
 * <p>Mutable and confined to its event loop; Gatling's session holds a reference to it.
 */
public final class VirtualUser implements Speaker {

  public static final String ATTRIBUTE = "virtual-user";
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.steps");
  private static final long NANOS_A_MICRO = 1_000;

  private final RunContext runContext;
  private final int number;
  private final ReconnectPlan reconnectPlan;
  private final UserNotes notes = new UserNotes();
  private final Tag tag;
  private final Credentials credentials = new Credentials();
  private final SessionLedger owed;
  private @Nullable ReturnAttempt returnAttempt;
  private Place place = Place.HOME;
  private final Awaited awaited = new Awaited();
  private @Nullable Place seenAt;
  private boolean connected;
  private boolean wasOpen;
  private final RestoredSize restored;
  private long lastAlive = System.nanoTime();
  private long struck;
  private ObjLongConsumer<ServerEvent> ear = (event, now) -> {};
  private final RandomGenerator random;
  private final Speech speech;
  private final Talk talk;
  private final DialectSession dialect;

  public VirtualUser(
      RunContext runContext, int number, ScenarioMetadata metadata, List<PlannedReturn> plan) {
    this.runContext = runContext;
    this.number = number;
    this.tag = runContext.tags().apply(number);
    this.owed = new SessionLedger(runContext, name(), tag);
    this.random = new SplittableRandom(runContext.plan().load().seed() + number);
    this.speech = new Speech(this, tag);
    this.talk = Talk.of(number, runContext.plan(), metadata.variety(), runContext.dialect());
    this.restored = new RestoredSize(runContext.dialect());
    this.dialect = runContext.dialect().begin();
    this.reconnectPlan = new ReconnectPlan(runContext, metadata, plan);
  }

  /** The virtual user that a Gatling session belongs to. */
  public static VirtualUser of(Session session) {
    return Objects.requireNonNull(session.<VirtualUser>get(ATTRIBUTE));
  }

  @Override
  public RunContext runContext() {
    return runContext;
  }

  @Override
  public int number() {
    return number;
  }

  /** By which a fault proxy knows it. */
  public String name() {
    return runContext.names() + number;
  }

  /** Its own random choices; the same seed makes the same ones. */
  public RandomGenerator random() {
    return random;
  }

  public ReconnectPlan reconnectPlan() {
    return reconnectPlan;
  }

  /** Keeps no evidence of this user, so that a long run does not fill the disk. */
  public void keepNoEvidence() {
    owed.keepNoEvidence();
  }

  public Place place() {
    return place;
  }

  /** Moves to another place; the next connection comes from there. */
  public void moveTo(Place other) {
    place = other;
  }

  public boolean hasSession() {
    return !credentials.isEmpty();
  }

  public Credentials credentials() {
    return credentials;
  }

  public SessionGrant grant() {
    return credentials.grant();
  }

  public String token() {
    return credentials.current();
  }

  @Override
  public Ledger ledger() {
    return owed.ledger();
  }

  public ReturnAttempt returnAttempt() {
    return Objects.requireNonNull(returnAttempt, "no return is under way");
  }

  public boolean isReturning() {
    return returnAttempt != null;
  }

  /** Size of the context as it last came back, in characters. */
  public long restoredCharacters() {
    return restored.characters();
  }

  public void opened(SessionGrant newGrant) {
    credentials.take(newGrant);
    dialect.granted(newGrant);
    owed.open(newGrant);
    note("session opened");
  }

  public Speech speech() {
    return speech;
  }

  @Override
  public Talk talk() {
    return talk;
  }

  @Override
  public Awaited awaited() {
    return awaited;
  }

  /** Has somebody hear all that the server says, and when, beside this user. */
  public void overhear(ObjLongConsumer<ServerEvent> other) {
    ear = other;
  }

  @Override
  public DialectSession dialect() {
    return dialect;
  }

  /** Whether the server has greeted it on a connection that is not yet lost. */
  public boolean isConnected() {
    return connected;
  }

  /** Takes in a frame; true if it completes what is being waited for. */
  public boolean receive(Payload frame, Session session) {
    lastAlive = System.nanoTime();
    take(dialect.read(frame), frame.length(), session);
    return awaited.isThere();
  }

  /** Takes in what one frame says, and sends the replies that its server waits for. */
  public void take(Received received, int length, Session session) {
    received.replies().forEach(reply -> SocketState.send(session, SocketState.SOCKET, reply));
    received.events().forEach(event -> hear(event, length));
  }

  /** Takes in one event of a frame of that length, in characters. */
  public void hear(ServerEvent event, int length) {
    long now = System.nanoTime();
    if (event instanceof ServerEvent.Established && !connected) {
      connected = true;
      runContext.recorder().connectionOpened();
    }
    reconnectPlan.heard(event);
    speech.heardOthers(event, now, returnAttempt);
    notes.add(now, "← ", UserNotes.summary(event));
    awaited.heard(event);
    ear.accept(event, now);
    if (returnAttempt == null || !returnAttempt.isConnectionLost()) {
      take(event, now);
    } else {
      returnAttempt.heard(event, now);
      restored.add(event, length);
    }
    LOG.debug("user {} received {}", number, event);
  }

  /** A frame on a connection that should be dead: what says anything proves that it is served. */
  public boolean receiveOnOld(Payload frame) {
    boolean served = !returnAttempt().old().read(frame).events().isEmpty();
    if (served) {
      note("← a frame on the old connection");
      returnAttempt().oldConnectionServed();
    }
    return served;
  }

  /**
   * The connection is being lost, as the plan's next return plans.
   *
   * @param stillOpen whether there is one to lose; if not, it was last known to be alive earlier
   */
  public void lose(boolean stillOpen) {
    reconnectPlan.losing(
        !connected || stillOpen || runContext.network().struckSince(name(), lastAlive));
    wasOpen = stillOpen;
    lastAlive = stillOpen ? System.nanoTime() : lastAlive;
    begin(reconnectPlan.next(), lastAlive);
  }

  /** Something is being done to the connection; the client has yet to notice. */
  public void disrupted() {
    struck = System.nanoTime();
  }

  /** The client has noticed that its connection is dead: the next planned return begins. */
  public void noticedLoss() {
    noticedLoss(struck);
  }

  /** The same, whenever that was since the last sign of life. */
  public void foundDead() {
    noticedLoss(lastAlive);
  }

  private void noticedLoss(long since) {
    begin(reconnectPlan.next(), since);
    disconnected();
    ledger().connectionLost();
    returnAttempt().noticed(runContext.network().struckAt(name()).orElse(since), System.nanoTime());
  }

  /** When the server was last heard of, on the monotonic clock. */
  public long lastAlive() {
    return lastAlive;
  }

  private void begin(PlannedReturn planned, long lossBegan) {
    returnAttempt =
        new ReturnAttempt(
            planned,
            reconnectPlan.cycle(),
            ledger().idle(),
            lossBegan,
            runContext.dialect().capabilities());
    restored.begin();
    note("connection lost: " + planned.loss().id());
  }

  /** The connection that it had is gone, or somebody else's business. */
  void disconnected() {
    if (connected) {
      connected = false;
      runContext.recorder().connectionClosed();
    }
  }

  /**
   * The connection is gone.
   *
   * @param closed whether the close went through; if not, or if there was nothing to close, the
   *     server may have noticed at any time since, or not at all
   */
  public void lost(boolean closed) {
    disconnected();
    ledger().connectionLost();
    returnAttempt().lost(System.nanoTime(), closed && wasOpen);
  }

  /** An attempt to come back begins now. */
  public void beginAttempt() {
    long now = System.nanoTime();
    ReturnAttempt current = returnAttempt();
    reconnectPlan.started(current, now);
    current.beginAttempt(now);
    if (current.isConnectionLost()) {
      ledger().askedInVain();
    }
    current.comesFrom(runContext.plan().tellsMoves() ? seenAt : null, place);
    note("→ connect from " + place.name());
  }

  /** The attempt came to nothing; kept unless a later one succeeds. */
  public void attemptFailed(Admission answer) {
    note("✗ " + answer.kind() + " " + answer.detail());
    returnAttempt().refused(answer, System.nanoTime());
  }

  /** Judges the return that is under way, if it is not judged yet; true if its promise was kept. */
  public boolean judge() {
    if (returnAttempt == null) {
      return true;
    }
    ReturnAttempt current = returnAttempt;
    returnAttempt = null;
    seenAt = current.isGreeted() ? place : null;
    awaited.until(() -> true);
    long now = System.nanoTime();
    current.follows(reconnectPlan.ended());
    Reconnection came =
        current.asReconnection(
            now, runContext.plan().patience().answer(), runContext.plan().gaps().noticedWithin());
    Judgement judgement = runContext.oracle().judge(ledger(), came);
    reconnectPlan.judged(
        current,
        came,
        judgement,
        () -> witnesses().of(current, came, judgement.findings(), notes.before(now)),
        owed.evidence());
    ledger().adopt(came, judgement);
    speech.others().forget();
    note("judged " + judgement.outcome().id());
    return judgement.kept();
  }

  /** Tells what is wrong that no return is judged by. */
  public void found(List<Finding> findings) {
    long now = System.nanoTime();
    reconnectPlan.found(
        new FoundBeside(
            findings,
            () ->
                witnesses()
                    .beside(
                        reconnectPlan.underWay(),
                        reconnectPlan.cycle(),
                        findings,
                        notes.before(now))),
        owed.evidence());
  }

  /** The end of this user's life: what was planned and never begun is judged as never answered. */
  public void end() {
    judge();
    disconnected();
    reconnectPlan.abandonRest(
        reason -> witnesses().never(reason, notes.before(System.nanoTime())), owed.lastEvidence());
    owed.ended();
  }

  @Override
  public void record(Phase phase, long fromNanos, long toNanos) {
    reconnectPlan.latency(phase, Math.max(0, toNanos - fromNanos) / NANOS_A_MICRO);
  }

  @Override
  public void note(String what) {
    notes.add(System.nanoTime(), what);
    LOG.debug("user {} {}", number, what);
  }

  private void take(ServerEvent event, long now) {
    if (!speech.streams().repeats(event, ledger())) {
      List<Finding> live = ledger().observe(event);
      if (!live.isEmpty()) {
        note("✗ seen live: " + live);
      }
    }
    speech.heard(event, now);
  }

  private Witnesses witnesses() {
    boolean named = hasSession() && !grant().sessionId().isEmpty();
    return new Witnesses(reconnectPlan.metadata().id(), named ? grant().sessionId() : name());
  }
}
