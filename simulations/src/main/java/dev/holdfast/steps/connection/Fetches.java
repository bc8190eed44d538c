package dev.holdfast.steps.connection;

import dev.holdfast.continuity.owed.Fetch;
import dev.holdfast.dialect.Payload;
import dev.holdfast.user.VirtualUser;

/**
 * The frames that ask for what a server keeps. The user's ledger is told of each, for an answer is
 * held against what was known when it was asked for.
 */
public final class Fetches {

  private Fetches() {}

  public static Payload history(VirtualUser user) {
    user.ledger().asked(Fetch.HISTORY);
    return user.dialect().history();
  }

  public static Payload context(VirtualUser user) {
    user.ledger().asked(Fetch.CONTEXT);
    return user.dialect().context();
  }

  public static Payload check(VirtualUser user) {
    user.ledger().asked(Fetch.CHECK);
    return user.dialect().contextCheck();
  }
}
