package dev.holdfast.run.kinds;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.LoadPlan;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.soak.PartialRun;
import dev.holdfast.steps.load.EarlyEnd;
import dev.holdfast.steps.load.SoakTime;
import dev.holdfast.user.RunContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run does of a soak whose users are those of injectors elsewhere: it reads the target's
 * figures, and does to all users what its plan has befall them.
 */
public final class SoakElsewhere implements AutoCloseable {

  private final RunContext runContext;
  private final RunPlan plan;
  private final SoakTime time;
  private final SoakOperator operator;
  private final EarlyEnd earlyEnd;
  private volatile @Nullable SoakWatch watch;

  /**
   * Nothing yet.
   *
   * @param strikes tells the injectors what befalls their users
   */
  public SoakElsewhere(PopulationContext stage, Consumer<String> strikes) {
    this.runContext = stage.runContext();
    this.plan = runContext.plan();
    LoadPlan load = plan.load();
    this.time =
        new SoakTime(System::nanoTime, load.ramp().plus(plan.soak().warmUp()), load.duration());
    this.operator = new SoakOperator(runContext, stage.backend(), new StrikesByText(strikes));
    this.earlyEnd = EarlyEnd.of(runContext, time, stage.console()::say);
  }

  /** The users begin now. */
  public void begin(RunRecorder recorder, RunIdentity identity) {
    time.begin();
    watch = SoakWatch.ofRun(recorder, plan, runContext.target(), time);
    operator.start(
        plan.load().ramp().plus(plan.soak().warmUp()),
        plan.reports().folder().resolve(identity.run()));
  }

  /** What is to end the load before its time; empty while nothing is. */
  public String endedBy() {
    if (!earlyEnd.hasCome()) {
      return "";
    }
    // Nothing more is to befall users who are leaving.
    time.stop();
    operator.close();
    return PartialRun.HOPELESS;
  }

  @Override
  public void close() {
    operator.close();
    SoakWatch watching = watch;
    if (watching != null) {
      watching.close();
    }
  }
}
