package dev.holdfast.steps.load;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.soak.Hopeless;
import dev.holdfast.soak.PartialRun;
import dev.holdfast.user.Progress;
import dev.holdfast.user.RunContext;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The end of a soak that can no longer pass, where it is asked for. What has come stays so. Safe
 * for many threads.
 */
public final class EarlyEnd {

  /** Of a part of a soak: only the whole can tell. */
  public static final EarlyEnd NEVER = new EarlyEnd(() -> false, said -> {});

  private final BooleanSupplier hopeless;
  private final Consumer<String> say;
  private boolean come;

  private EarlyEnd(BooleanSupplier hopeless, Consumer<String> say) {
    this.hopeless = hopeless;
    this.say = say;
  }

  /**
   * Of a whole soak, by the returns that its progress counts.
   *
   * @param say is told when it comes
   */
  public static EarlyEnd of(RunContext runContext, SoakTime time, Consumer<String> say) {
    RunPlan plan = runContext.plan();
    if (!plan.soak().stopWhenBroken()) {
      return NEVER;
    }
    Hopeless promised =
        new Hopeless(plan.objectives().continuity(), plan.objectives().confidence());
    Progress progress = runContext.progress();
    return new EarlyEnd(
        () ->
            time.isWarm()
                && !time.isOver()
                && promised.is(progress.judged(), progress.broken(), time.share()),
        say);
  }

  /** Whether it has come; the first time that it has, it is said. */
  public synchronized boolean hasCome() {
    if (!come && hopeless.getAsBoolean()) {
      come = true;
      say.accept("this soak can no longer pass, and ends early: " + PartialRun.HOPELESS);
    }
    return come;
  }
}
