package dev.holdfast.steps.mail;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.dialect.Payload;
import dev.holdfast.measure.Phase;
import dev.holdfast.steps.connection.Frames;
import dev.holdfast.steps.tokens.ServiceChecks;
import dev.holdfast.user.ReturnAttempt;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Others leave notifications for a user who is away; the user comes back, takes them in, and
 * acknowledges them.
 */
public final class MailboxSteps {

  /** The cohort of a planned return that names its {@link MailCase}. */
  public static final String CASE = "mail";

  private static final String BAG = "mailbag";
  private static final String MAILING = "mailing";
  private static final String ROUND = "mail-round";
  private static final String ANSWER = "mail-answer-";
  private static final String ACKNOWLEDGED = "mail-acknowledged";
  private static final String TAKEN = "mail-taken";
  private static final int TAKEN_IN = 202;
  private static final int REFUSED = 409;
  private static final int NONE = 0;

  /** The server's clock has ticks too. */
  private static final Duration OVERDUE = Duration.ofMillis(MailCase.SHORT_LIFE_MILLIS + 50);

  private final RunContext runContext;
  private final ServiceChecks checks;
  private final Frames frames;
  private final Map<MailCase, AtomicInteger> left = new EnumMap<>(MailCase.class);

  /** Steps of users of that run, counting what was rightly and wrongly delivered. */
  public MailboxSteps(RunContext runContext, ServiceChecks checks) {
    this.runContext = runContext;
    this.checks = checks;
    this.frames = Frames.of(runContext);
    for (MailCase each : MailCase.values()) {
      left.put(each, new AtomicInteger());
    }
  }

  /** From now on the user keeps what is brought to it. */
  public ChainBuilder open() {
    return exec(
        session -> {
          Mailbag bag = new Mailbag();
          VirtualUser.of(session).overhear(bag::heard);
          return session.set(BAG, bag);
        });
  }

  /** While the user is away, others leave what its planned return says. */
  public ChainBuilder leave() {
    return exec(this::begin)
        .exec(
            http("limit mailbox")
                .put(this::url)
                .header("Content-Type", "application/json")
                .body(StringBody(session -> mailing(session).limits()))
                .requestTimeout(runContext.plan().patience().answer())
                .check(status().is(200)))
        .exec(Session::markAsSucceeded)
        .exec(asLongAs(MailboxSteps::hasMore).on(exec(round()).exec(MailboxSteps::answered)))
        .exec(MailboxSteps::waitForExpiry);
  }

  /** All that must come is waited for, acknowledged and judged. */
  public ChainBuilder verify() {
    return awaitMail()
        .exec(
            session -> {
              VirtualUser user = VirtualUser.of(session);
              user.record(
                  Phase.DELIVERY,
                  0,
                  bag(session).delay(runContext.plan().patience().answer().toNanos()));
              return session.set(ACKNOWLEDGED, 0).set(TAKEN, false).markAsSucceeded();
            })
        .exec(
            asLongAs(MailboxSteps::hasUnacknowledged)
                .on(
                    Frames.drain()
                        .exec(frames.send("acknowledge", MailboxSteps::acknowledgement))
                        .exec(
                            session ->
                                session.set(ACKNOWLEDGED, session.getInt(ACKNOWLEDGED) + 1))))
        .exec(awaitPong())
        .exec(this::judge);
  }

  private Session begin(Session session) {
    VirtualUser user = VirtualUser.of(session);
    String named = user.returnAttempt().planned().groups().get(CASE);
    MailCase kind =
        MailCase.valueOf(Objects.requireNonNull(named).toUpperCase(Locale.ROOT).replace('-', '_'));
    int number = Objects.requireNonNull(left.get(kind)).incrementAndGet();
    Mailing mailing = new Mailing(kind, number, runContext.tags().apply(user.number()));
    bag(session).expect(mailing);
    user.note("mail is left: " + kind.id());
    return session.set(MAILING, mailing).set(ROUND, 0);
  }

  private ChainBuilder round() {
    HttpRequestActionBuilder look =
        http("look into mailbox")
            .get(this::url)
            .requestTimeout(runContext.plan().patience().answer())
            .check(status().is(200));
    return exec(MailboxSteps::forgetAnswers)
        .exec(
            doIfOrElse((Session session) -> mailing(session).kind() == MailCase.SEVERAL_SENDERS)
                .then(
                    exec(
                        look.resources(
                            letter("leave at once", 0),
                            letter("leave at once", 1),
                            letter("leave at once", 2))))
                .orElse(exec(letter("leave notification", 0))))
        .exec(Session::markAsSucceeded);
  }

  private HttpRequestActionBuilder letter(String name, int sender) {
    return http(name)
        .post(this::url)
        .header("Content-Type", "application/json")
        .body(StringBody(session -> mailing(session).letter(places(session).get(sender))))
        .requestTimeout(runContext.plan().patience().answer())
        .check(status().saveAs(ANSWER + sender));
  }

  /** What was answered to each letter of the round. */
  private static Session answered(Session session) {
    Mailing mailing = mailing(session);
    List<Integer> places = places(session);
    for (int sender = 0; sender < places.size(); sender++) {
      int place = places.get(sender);
      int answer = session.getInt(ANSWER + sender);
      String id = mailing.id(place);
      boolean refusal = mailing.kind().refuses(place);
      VirtualUser.of(session).note(id + " left: " + answer);
      if (!refusal && answer != TAKEN_IN) {
        bag(session).notTakenIn(id, "answer " + answer);
      } else if (refusal && answer != REFUSED) {
        bag(session).notRefused(id, "answer " + answer);
      }
    }
    return session.set(ROUND, session.getInt(ROUND) + 1);
  }

  /** The user is not back before the short-lived letters are worth nothing any more. */
  private static Session waitForExpiry(Session session) {
    ReturnAttempt returnAttempt = VirtualUser.of(session).returnAttempt();
    long now = System.nanoTime();
    boolean expires = mailing(session).kind().isShortLived(0);
    long earliest = expires ? now + OVERDUE.toNanos() : now;
    returnAttempt.postpone(Duration.ofNanos(Math.max(0, earliest - returnAttempt.intended())));
    return session;
  }

  /** Until all has come, or patience ends; the pong tells that no other is still under way. */
  private ChainBuilder awaitMail() {
    return Frames.drainIfOpen()
        .exec(
            doIf((Session session) -> SocketState.isOpen(session, SOCKET))
                .then(
                    exec(session -> {
                          VirtualUser user = VirtualUser.of(session);
                          Mailbag bag = bag(session);
                          user.awaited().forReply();
                          user.awaited().until(() -> bag.isComplete() && isPong(user));
                          return session;
                        })
                        .exec(Frames.drain())
                        .exec(ping("wait for notifications", "notifications there"))));
  }

  /** Frames are answered in turn: the pong tells that the acknowledgements were taken. */
  private ChainBuilder awaitPong() {
    return doIf((Session session) -> SocketState.isOpen(session, SOCKET))
        .then(
            exec(session -> {
                  VirtualUser.of(session).awaited().forReply();
                  return session;
                })
                .exec(Frames.drain())
                .exec(ping("end of acknowledgements", "acknowledged"))
                .exec(session -> session.set(TAKEN, isPong(VirtualUser.of(session)))));
  }

  private ChainBuilder ping(String name, String check) {
    return exec(frames.ask(
            name,
            user -> user.dialect().ping(),
            runContext.plan().patience().answer(),
            frames.arrival(check)))
        .exec(Session::markAsSucceeded);
  }

  private static Payload acknowledgement(VirtualUser user, Session session) {
    return user.dialect()
        .notificationAck(bag(session).toAcknowledge().get(session.getInt(ACKNOWLEDGED)));
  }

  private Session judge(Session session) {
    VirtualUser user = VirtualUser.of(session);
    int owed = bag(session).owed();
    List<Finding> findings = bag(session).judge(session.getBoolean(TAKEN));
    findings.forEach(finding -> checks.answered(false));
    for (int i = findings.size(); i < owed; i++) {
      checks.answered(true);
    }
    user.found(findings);
    return session.markAsSucceeded();
  }

  private String url(Session session) {
    String sessionId = VirtualUser.of(session).grant().sessionId();
    return runContext.target().http("/admin/mailbox/" + sessionId).toString();
  }

  private static Session forgetAnswers(Session session) {
    Session without = session;
    for (int sender = 0; sender < MailCase.SENDERS; sender++) {
      without = without.set(ANSWER + sender, NONE);
    }
    return without;
  }

  private static boolean hasMore(Session session) {
    return session.getInt(ROUND) < mailing(session).kind().rounds().size();
  }

  private static boolean hasUnacknowledged(Session session) {
    return SocketState.isOpen(session, SOCKET)
        && session.getInt(ACKNOWLEDGED) < bag(session).toAcknowledge().size();
  }

  private static boolean isPong(VirtualUser user) {
    return user.awaited().reply().filter(ServerEvent.Pong.class::isInstance).isPresent();
  }

  private static List<Integer> places(Session session) {
    return mailing(session).kind().rounds().get(session.getInt(ROUND));
  }

  private static Mailing mailing(Session session) {
    return Objects.requireNonNull(session.<Mailing>get(MAILING));
  }

  private static Mailbag bag(Session session) {
    return Objects.requireNonNull(session.<Mailbag>get(BAG));
  }
}
