package dev.holdfast.warmup;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGenerator;

import dev.holdfast.measure.Interval;
import dev.holdfast.measure.IntervalListener;
import dev.holdfast.measure.Phase;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.user.Recording;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Has throw-away users take a run's steps until generator and target are warm, and leaves nothing
 * of them behind: they have a recording, a Gatling and names of their own, and the run's own
 * backends forget them.
 */
public final class WarmUp {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final RunPlan plan;
  private final Warmth warmth;
  private final long began = System.nanoTime();
  private volatile List<String> unsettled = List.of("nothing was seen");

  private WarmUp(RunPlan plan) {
    this.plan = plan;
    this.warmth = new Warmth(plan.warmUp(), plan.limits().eventLoopLagP99());
  }

  /**
   * How it went.
   *
   * @param took from its beginning until the run may begin
   * @param unsettled what never became warm, one phrase each; empty if all is warm
   */
  public record Outcome(Duration took, List<String> unsettled) {

    /** Copies the list. */
    public Outcome {
      unsettled = List.copyOf(unsettled);
    }
  }

  /** Who takes the steps. */
  @FunctionalInterface
  public interface Populating {

    /**
     * The throw-away users.
     *
     * @param plan of the warm-up, not of the run
     * @param recording where they record
     * @param eventLoops is told of each event loop that they run on
     */
    WarmUpUsers of(RunPlan plan, Supplier<Recording> recording, Consumer<Executor> eventLoops);
  }

  /**
   * Warms up; returns when all is warm, or after the longest time that the plan allows.
   *
   * @param plan of the run
   * @param users how many virtual users the run has at once, at least 1
   * @param ours the mock backend that the run started as its target; empty before a foreign target
   * @param populating makes the users
   * @param protocol that the run's users speak
   */
  public static Outcome run(
      RunPlan plan,
      int users,
      List<Target> ours,
      Populating populating,
      HttpProtocolBuilder protocol) {
    return new WarmUp(plan).run(users, ours, populating, protocol);
  }

  private Outcome run(
      int most, List<Target> target, Populating populating, HttpProtocolBuilder protocol) {
    RunPlan its = plan.with(WarmUpLoad.of(plan, most, target.isEmpty()));
    Watch watch = new Watch();
    List<Target> ours = new ArrayList<>(target);
    try (ThrowAwayRecording recording = new ThrowAwayRecording(its, watch)) {
      WarmUpUsers users = populating.of(its, recording::recording, recording::watchLoop);
      ours.addAll(users.ours());
      watch.compilers = new Compilers(ours);
      List<PopulationBuilder> all = new ArrayList<>(users.populations());
      all.add(end());
      try {
        WarmUpSimulation.run(all, protocol);
      } finally {
        users.ends().forEach(WarmUp::close);
      }
    }
    ours.forEach(each -> new OwnBackend(each).forgetAll());
    collect();
    return new Outcome(elapsed(), unsettled);
  }

  /** Stops all when all is warm or the time is over. */
  private PopulationBuilder end() {
    return scenario("warm-up ends")
        .exec(asLongAs((Session session) -> goesOn()).on(pause(LOOK_AGAIN)))
        .exec(exec(stopLoadGenerator("warm")))
        .injectOpen(atOnceUsers(1));
  }

  private boolean goesOn() {
    return !unsettled.isEmpty() && elapsed().compareTo(plan.warmUp().most()) < 0;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** What the throw-away users left in this process is not the run's to collect. */
  private static void collect() {
    System.gc();
    System.gc();
  }

  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      throw new IllegalStateException("the warm-up could not be ended", e);
    }
  }

  /** Looks at what happened in each interval. On the thread of the throw-away journal only. */
  private final class Watch implements IntervalListener {

    private final Histogram none = new Histogram(3);
    private Histogram lag = none;
    private volatile @Nullable Compilers compilers;

    @Override
    public void timed(Phase phase, Histogram micros) {
      if (phase == Phase.LAG) {
        lag = micros.copy();
      }
    }

    @Override
    public void ended(Interval interval) {
      Compilers asked = compilers;
      if (asked == null || unsettled.isEmpty()) {
        return;
      }
      Duration length = Duration.ofMillis(Math.max(1, interval.toMillis() - interval.fromMillis()));
      warmth.saw(new Warmth.Stretch(length, lag, asked.since()));
      lag = none;
      unsettled = warmth.unsettled();
    }
  }
}
