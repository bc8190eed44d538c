package dev.holdfast.run;

import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.ResilienceScenario;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.ScenarioName;
import dev.holdfast.plan.reach.Account;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.user.voices.Voices;
import java.util.List;
import java.util.Set;

/** Whether a users' file has what a run takes of it; a run that ran out would blame its target. */
final class AccountsNeeded {

  private static final String KEY = "holdfast.users-file";

  /** What these look at is how tokens are issued and renewed. */
  private static final Set<ResilienceScenario> OF_TOKENS =
      Set.of(ResilienceScenario.TOKEN_REFRESH, ResilienceScenario.EXPIRED_TOKEN);

  private AccountsNeeded() {}

  /**
   * Refuses a file that the run would run out of, or whose tokens it cannot work with.
   *
   * @param othersTakeSome whether others who speak are users of the target
   * @throws ConfigurationException with what to give instead
   */
  static void require(RunKind kind, RunPlan plan, boolean othersTakeSome) {
    List<Account> accounts = plan.reach().accounts();
    if (accounts.isEmpty()) {
      return;
    }
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
          atOnce(kind, plan) + (othersTakeSome ? Voices.of(kind.users(plan)) : 0),
          "users at once" + (othersTakeSome ? ", others who speak among them" : ""));
    }
  }

  private static void requireRows(List<Account> accounts, int needed, String what) {
    if (accounts.size() < needed) {
      throw new ConfigurationException(
          KEY
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
    if (kind == RunKind.SOAK || kind == RunKind.CAPACITY) {
      throw new ConfigurationException(
          KEY + " must be without the column token where sessions are opened anew, got: one");
    }
    if (kind == RunKind.GATE && plan.load().scenarios().contains(ScenarioName.SERVICES)) {
      throw new ConfigurationException(
          "holdfast.scenarios must be without services, which renews tokens, where "
              + KEY
              + " has the column token, got: services");
    }
    if (kind == RunKind.RESILIENCE) {
      plan.resilience().scenarios().stream()
          .filter(OF_TOKENS::contains)
          .findFirst()
          .ifPresent(
              scenario -> {
                throw new ConfigurationException(
                    "holdfast.resilience.scenarios must be without "
                        + scenario.id()
                        + ", which renews tokens, where "
                        + KEY
                        + " has the column token, got: "
                        + scenario.id());
              });
    }
  }

  private static int atOnce(RunKind kind, RunPlan plan) {
    int injectors = kind == RunKind.CAPACITY ? plan.searches().injectors() : 1;
    return kind.users(plan) * injectors;
  }

  /** Each session takes a token of its own. */
  private static int ofSessions(RunKind kind, RunPlan plan) {
    LoadPlan load = plan.load();
    int run =
        kind == RunKind.GATE
            ? load.scenarios().stream().mapToInt(name -> load.usersOf(name)).sum()
            : load.users();
    boolean foreign = plan.target().isPresent();
    int warmUp = plan.warmUp().wanted() ? plan.warmUp().users(kind.users(plan), foreign) : 0;
    return run + warmUp + 1;
  }
}
