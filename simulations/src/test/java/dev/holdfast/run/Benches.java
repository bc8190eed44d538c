package dev.holdfast.run;

import dev.holdfast.continuity.Oracle;
import dev.holdfast.continuity.Tag;
import dev.holdfast.dialect.NativeDialect;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.Target;
import dev.holdfast.steps.Bench;
import dev.holdfast.steps.FaultyListeners;
import dev.holdfast.steps.Network;
import dev.holdfast.steps.Progress;
import dev.holdfast.steps.Recording;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lays out what virtual users work at. */
final class Benches {

  private Benches() {}

  /**
   * A bench straight before a target.
   *
   * @param progress counts how far the run has come
   * @param secret of the marks in all texts of the run; at least 32 hexadecimal digits
   */
  static Bench of(
      RunPlan plan,
      Target target,
      Supplier<Recording> recording,
      Progress progress,
      Consumer<Executor> eventLoops,
      String secret,
      FaultyListeners listeners) {
    byte[] key = HexFormat.of().parseHex(secret);
    return new Bench(
        plan,
        target,
        Network.straight(target),
        new NativeDialect(),
        new Oracle(plan.policy(), new NativeDialect()),
        recording,
        progress,
        eventLoops,
        user -> Tag.of(key, user),
        listeners);
  }
}
