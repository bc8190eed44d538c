package dev.holdfast.run.context;

import dev.holdfast.continuity.model.Tag;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.choice.Dialects;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.user.FaultyListeners;
import dev.holdfast.user.Network;
import dev.holdfast.user.Progress;
import dev.holdfast.user.Recording;
import dev.holdfast.user.RunContext;
import dev.holdfast.user.accounts.Accounts;
import dev.holdfast.user.voices.Voices;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lays out what virtual users work at. */
public final class RunContexts {

  /** Names of virtual users begin with it. */
  public static final String USER = "user-";

  /** The same of throw-away users. */
  public static final String WARM_UP = "warm-up-";

  private static final int SECRET_BYTES = 32;

  private RunContexts() {}

  /** The secret of the marks in all texts of a run, in hexadecimal digits. */
  public static String newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /**
   * The context of a run straight before a target.
   *
   * @param progress counts how far the run has come
   * @param secret of the marks in all texts of the run; at least 32 hexadecimal digits
   * @param names what the names of its virtual users begin with
   */
  public static RunContext of(
      RunPlan plan,
      Target target,
      Supplier<Recording> recording,
      Progress progress,
      Consumer<Executor> eventLoops,
      String secret,
      FaultyListeners listeners,
      String names) {
    Dialect dialect = SpokenDialect.of(plan);
    byte[] key = HexFormat.of().parseHex(secret);
    Accounts accounts = Accounts.of(plan.reach().accounts());
    return new RunContext(
        plan,
        target,
        Network.straight(target),
        dialect,
        Dialects.oracle(dialect, plan.policy()),
        recording,
        progress,
        eventLoops,
        user -> Tag.of(key, user),
        listeners,
        names,
        accounts,
        new Voices(
            dialect,
            target,
            plan.reach(),
            plan.patience().answer(),
            accounts,
            names + Integer.toHexString(secret.hashCode()) + "-" + plan.load().share().index(),
            plan.load().ownUsers()));
  }
}
