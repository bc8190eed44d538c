package dev.holdfast.steps;

import static dev.holdfast.steps.Frames.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;

/**
 * Users renew their tokens before these run out, as every client must: one that comes back with an
 * expired token is rightly refused.
 */
public final class Renewal {

  /** A token of a life that its story is about; nobody renews it but that story. */
  static final String OWN_LIFE = "token-of-own-life";

  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Bench bench;
  private final ChainBuilder refresh;
  private final ChainBuilder bring;

  /** Steps of users on that bench. */
  public Renewal(Bench bench) {
    this.bench = bench;
    TokenSteps tokens = new TokenSteps(bench, new ServiceChecks());
    this.refresh = tokens.refresh();
    this.bring = tokens.bringToken();
  }

  /**
   * While the user is connected: renewed if the token would run out before the user is back from
   * its next planned return and has had time for another.
   */
  public ChainBuilder whileConnected() {
    return doIf(this::mustRenewBeforeLoss).then(exec(refresh).exec(bring));
  }

  /** While it is away: renewed if the token is about to run out. */
  ChainBuilder whileAway() {
    return doIf((Session session) -> isDue(session, slack())).then(refresh);
  }

  /**
   * When to renew while away, on the monotonic clock: early enough not to delay the return, late
   * enough for a token of a short life to live until then.
   */
  long dueBefore(Session session) {
    VirtualUser user = VirtualUser.of(session);
    long patience = bench.plan().patience().answer().toNanos();
    long quarter = user.hasSession() ? user.credentials().life().toNanos() / 4 : patience;
    return user.homecoming().intended() - Math.min(patience, quarter);
  }

  private boolean mustRenewBeforeLoss(Session session) {
    VirtualUser user = VirtualUser.of(session);
    return SocketState.isOpen(session, SOCKET)
        && user.itinerary().hasMore()
        && isDue(session, user.itinerary().peek().gap().plus(slack()));
  }

  private Duration slack() {
    return bench.plan().load().pace().plus(bench.plan().patience().connect()).plus(MARGIN);
  }

  private static boolean isDue(Session session, Duration ahead) {
    VirtualUser user = VirtualUser.of(session);
    return user.hasSession()
        && !session.contains(OWN_LIFE)
        && !user.grant().refreshToken().isEmpty()
        && user.credentials().isExpiredBy(System.nanoTime() + ahead.toNanos());
  }
}
