package dev.holdfast.run;

import dev.holdfast.continuity.Tag;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.choice.Dialects;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.Target;
import dev.holdfast.steps.Accounts;
import dev.holdfast.steps.FaultyListeners;
import dev.holdfast.steps.Network;
import dev.holdfast.steps.Progress;
import dev.holdfast.steps.Recording;
import dev.holdfast.steps.RunContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lays out what virtual users work at. */
final class RunContexts {

  /** Names of virtual users begin with it. */
  static final String USER = "user-";

  /** The same of throw-away users. */
  static final String WARM_UP = "warm-up-";

  private static final int SECRET_BYTES = 32;

  private RunContexts() {}

  /** The secret of the marks in all texts of a run, in hexadecimal digits. */
  static String newSecret() {
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
  static RunContext of(
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
        Accounts.of(plan.reach().accounts()));
  }
}
