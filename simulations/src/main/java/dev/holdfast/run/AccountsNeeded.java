package dev.holdfast.run;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Account;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.user.voices.Voices;
import java.util.List;

/** Whether a users' file has what a run takes of it; a run that ran out would blame its target. */
final class AccountsNeeded {

  private AccountsNeeded() {}

  /**
   * Refuses a file that the run would run out of, or whose tokens it cannot work with.
   *
   * @param othersByFrame whether others who speak, where they do, are users of the target
   * @throws ConfigurationException with what to give instead
   */
  static void require(RunKind kind, RunPlan plan, boolean othersByFrame) {
    List<Account> accounts = plan.reach().accounts();
    if (accounts.isEmpty()) {
      return;
    }
    boolean othersTakeSome = othersByFrame && kind.othersSpeak();
    if (accounts.stream().anyMatch(account -> account.token().isPresent())) {
      requireNoRenewal(kind, plan);
      requireRows(
          accounts,
          ofSessions(kind, plan) + (othersTakeSome ? 2 * Voices.of(kind.users(plan)) : 0),
          "sessions, those of warm-up and probe too"
              + (othersTakeSome ? ", and of others who speak" : ""));
    } else {
      requireRows(
          accounts,
          kind.usersOfAllInjectors(plan) + (othersTakeSome ? Voices.of(kind.users(plan)) : 0),
          "users at once" + (othersTakeSome ? ", others who speak among them" : ""));
    }
  }

  private static void requireRows(List<Account> accounts, int needed, String what) {
    if (accounts.size() < needed) {
      throw new ConfigurationException(
          ReachPlan.USERS_FILE
              + " must be a file with a row for each of the "
              + needed
              + " "
              + what
              + ", got: "
              + accounts.size()
              + " rows");
    }
  }

  private static void requireNoRenewal(RunKind kind, RunPlan plan) {
    kind.refusalOfGivenTokens(plan)
        .ifPresent(
            why -> {
              throw new ConfigurationException(why);
            });
  }

  /** Each session takes a token of its own. */
  private static int ofSessions(RunKind kind, RunPlan plan) {
    boolean foreign = plan.target().isPresent();
    int warmUp = plan.warmUp().wanted() ? plan.warmUp().users(kind.users(plan), foreign) : 0;
    return kind.sessions(plan) + warmUp + 1;
  }
}
