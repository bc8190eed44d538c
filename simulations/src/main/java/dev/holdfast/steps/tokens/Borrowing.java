package dev.holdfast.steps.tokens;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.plan.reach.Account;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.VirtualUser;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The account that a virtual user has from its beginning to its end, where the target knows any.
 */
public final class Borrowing {

  /** Why a run that ran out of accounts can say nothing. */
  public static final String OUT =
      "no account of holdfast.users-file was free: give it a row for each session of the run";

  private static final String ACCOUNT = "account";
  private static final String GIVE_UP_AT = "account-until";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final RunContext runContext;

  public Borrowing(RunContext runContext) {
    this.runContext = runContext;
  }

  /** Waits for a free account, a bounded time; nothing to wait for where the target knows none. */
  public ChainBuilder borrow() {
    if (!runContext.accounts().areKnown()) {
      return exec(session -> session);
    }
    long patience = runContext.plan().patience().connect().toNanos();
    return exec(session -> take(session.set(GIVE_UP_AT, System.nanoTime() + patience)))
        .exec(
            asLongAs((Session session) -> mustWait(session))
                .on(pause(LOOK_AGAIN).exec(this::take)));
  }

  /** Whether no account was free for this user. */
  public boolean isOut(Session session) {
    return runContext.accounts().areKnown() && account(session).isEmpty();
  }

  /** Whether a session has to be asked for. */
  public boolean mustAsk(Session session) {
    return !isOut(session) && token(session).isEmpty();
  }

  /** This user is gone: another may have its account. */
  public Session giveBack(Session session) {
    account(session).ifPresent(runContext.accounts()::giveBack);
    return session.remove(ACCOUNT);
  }

  /** The token of the user's account, if it has one. */
  public static Optional<String> token(Session session) {
    return account(session).flatMap(Account::token);
  }

  /**
   * The name by which the target knows the user: of this run alone where it has no account, for a
   * target may keep what a user of that name has said before.
   */
  public static String name(Session session) {
    VirtualUser user = VirtualUser.of(session);
    return account(session)
        .map(Account::name)
        .orElseGet(() -> user.name() + "-" + user.speech().run());
  }

  /** The body that asks for a session of the user. */
  public static String request(Session session, OptionalLong seconds) {
    Map<String, String> credentials = account(session).map(Account::credentials).orElse(Map.of());
    return VirtualUser.of(session)
        .runContext()
        .tokens()
        .sessionRequest(name(session), credentials, seconds);
  }

  private Session take(Session session) {
    if (account(session).isPresent()) {
      return session;
    }
    return runContext
        .accounts()
        .lend()
        .map(account -> session.set(ACCOUNT, account))
        .orElse(session);
  }

  private static boolean mustWait(Session session) {
    return account(session).isEmpty() && System.nanoTime() - session.getLong(GIVE_UP_AT) < 0;
  }

  private static Optional<Account> account(Session session) {
    return session.contains(ACCOUNT)
        ? Optional.ofNullable(session.<Account>get(ACCOUNT))
        : Optional.empty();
  }
}
