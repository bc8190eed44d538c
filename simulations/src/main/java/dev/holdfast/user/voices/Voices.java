package dev.holdfast.user.voices;

import dev.holdfast.dialect.Dialect;
import dev.holdfast.plan.reach.Account;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.user.accounts.Accounts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Those who speak in users' sessions on connections of their own: one for some hundred users, since
 * one for each would double the connections of a run. They are users like any other, and come to be
 * when first somebody must speak.
 *
 * <p>Safe for many threads.
 */
public final class Voices {

  /** In how many users' sessions one of them speaks. */
  private static final int USERS_OF_ONE = 500;

  private final Dialect dialect;
  private final Target target;
  private final ReachPlan reach;
  private final Duration patience;
  private final Accounts accounts;
  private final String run;
  private final int number;
  private final Map<Integer, Voice> all = new ConcurrentHashMap<>();

  /**
   * Nobody so far.
   *
   * @param patience how long an answer may take; above 0
   * @param accounts of which each takes one, where the target knows any
   * @param run of this run alone
   * @param users how many are there at once; above 0
   */
  public Voices(
      Dialect dialect,
      Target target,
      ReachPlan reach,
      Duration patience,
      Accounts accounts,
      String run,
      int users) {
    this.dialect = dialect;
    this.target = target;
    this.reach = reach;
    this.patience = patience;
    this.accounts = accounts;
    this.run = run;
    this.number = of(users);
  }

  /** Those who speak before another backend, with other accounts. */
  public Voices elsewhere(Target other, Accounts others) {
    return new Voices(dialect, other, reach, patience, others, run, number * USERS_OF_ONE);
  }

  /** How many of them speak in the sessions of so many users. */
  public static int of(int users) {
    return (users + USERS_OF_ONE - 1) / USERS_OF_ONE;
  }

  /**
   * Who speaks in a user's session, by the user's number. Numbers grow with each session of a soak;
   * those who speak are no more than its users at once need.
   */
  public Voice to(int user) {
    return all.computeIfAbsent(user % number, this::another);
  }

  private Voice another(int number) {
    Optional<Account> account = accounts.areKnown() ? accounts.lend() : Optional.empty();
    return new Voice(
        new Entrance(dialect, target, reach, patience),
        account.orElseGet(() -> new Account(name(number), Optional.empty(), Map.of())),
        accounts.areKnown() && account.isEmpty(),
        patience);
  }

  /** Of this run alone, as those of users: a target may keep what it knew of an earlier one. */
  private String name(int number) {
    return "other-" + number + "-" + run;
  }
}
