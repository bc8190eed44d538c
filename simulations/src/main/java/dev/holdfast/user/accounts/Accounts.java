package dev.holdfast.user.accounts;

import dev.holdfast.plan.reach.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The accounts that a target knows, each lent to one virtual user at a time. One with a token of
 * its own is lent once: its session would greet the next user with what the last one said.
 *
 * <p>Safe for many threads.
 */
public final class Accounts {

  private final boolean known;
  private final Queue<Account> free;

  private Accounts(boolean known, List<Account> accounts) {
    this.known = known;
    this.free = new ConcurrentLinkedQueue<>(accounts);
  }

  /** All of them; none where anybody may open a session. */
  public static Accounts of(List<Account> accounts) {
    return new Accounts(!accounts.isEmpty(), accounts);
  }

  /** The same, the last one first: for throw-away users. */
  public static Accounts fromTheEnd(List<Account> accounts) {
    List<Account> turned = new ArrayList<>(accounts);
    Collections.reverse(turned);
    return of(turned);
  }

  /**
   * What one of several injectors may lend: no two share an account.
   *
   * @param injector its number, from 0
   * @param injectors how many there are
   * @param fromTheEnd whether the last one comes first: for throw-away users
   */
  public static Accounts ofInjector(
      List<Account> accounts, int injector, int injectors, boolean fromTheEnd) {
    List<Account> own = new ArrayList<>();
    for (int next = injector; next < accounts.size(); next += injectors) {
      own.add(accounts.get(next));
    }
    if (fromTheEnd) {
      Collections.reverse(own);
    }
    return new Accounts(!accounts.isEmpty(), own);
  }

  /** Whether the target knows its users. */
  public boolean areKnown() {
    return known;
  }

  /** One that nobody has; empty where there is none. */
  public Optional<Account> lend() {
    return Optional.ofNullable(free.poll());
  }

  /** Nobody uses it any more. */
  public void giveBack(Account account) {
    if (account.token().isEmpty()) {
      free.add(account);
    }
  }
}
