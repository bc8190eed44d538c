package dev.holdfast.steps.tokens;

import dev.holdfast.dialect.TokenService;
import dev.holdfast.user.accounts.Credentials;
import java.util.ArrayList;
import java.util.List;

/** The tokens that an intruder tries: none of them may open a session. */
public final class BadToken {

  private BadToken() {}

  /**
   * The token of the attempt of that number, from 0: forged ones, then no token at all in form,
   * then those that ran out, were superseded, and were revoked.
   */
  public static String ofAttempt(int attempt, TokenService tokens, Credentials credentials) {
    List<String> bad = new ArrayList<>(tokens.forgeries(credentials.current()));
    bad.add("not-a-token");
    bad.add(credentials.expired());
    bad.add(credentials.superseded());
    bad.add(credentials.revoked());
    return bad.get(Math.floorMod(attempt, bad.size()));
  }
}
