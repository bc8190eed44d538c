package dev.holdfast.steps.tokens;

import static dev.holdfast.user.SocketState.SOCKET;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;

import dev.holdfast.user.RunContext;
import dev.holdfast.user.SocketState;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;

/**
 * Users renew their tokens before these run out, as every client must: one that comes back with an
 * expired token is rightly refused.
 */
public final class Renewal {

  /** A token whose life its scenario is about; nothing else renews it. */
  public static final String OWN_LIFE = "token-of-own-life";

  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final RunContext runContext;
  private final ChainBuilder refresh;
  private final ChainBuilder bring;

  /** Steps of users of that run. */
  public Renewal(RunContext runContext) {
    this.runContext = runContext;
    TokenSteps tokens = new TokenSteps(runContext, new ServiceChecks());
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
  public ChainBuilder whileAway() {
    return doIf((Session session) -> isDue(session, slack())).then(refresh);
  }

  /**
   * When to renew while away, on the monotonic clock: early enough not to delay the return, late
   * enough for a token of a short life to live until then.
   */
  public long dueBefore(Session session) {
    VirtualUser user = VirtualUser.of(session);
    long patience = runContext.plan().patience().answer().toNanos();
    long quarter = user.hasSession() ? user.credentials().life().toNanos() / 4 : patience;
    return user.returnAttempt().intended() - Math.min(patience, quarter);
  }

  private boolean mustRenewBeforeLoss(Session session) {
    VirtualUser user = VirtualUser.of(session);
    return SocketState.isOpen(session, SOCKET)
        && user.reconnectPlan().hasMore()
        && isDue(session, user.reconnectPlan().peek().gap().plus(slack()));
  }

  private Duration slack() {
    return runContext
        .plan()
        .load()
        .pace()
        .plus(runContext.plan().patience().connect())
        .plus(MARGIN);
  }

  private static boolean isDue(Session session, Duration ahead) {
    VirtualUser user = VirtualUser.of(session);
    return user.hasSession()
        && !session.contains(OWN_LIFE)
        && !user.grant().refreshToken().isEmpty()
        && user.credentials().isExpiredBy(System.nanoTime() + ahead.toNanos());
  }
}
