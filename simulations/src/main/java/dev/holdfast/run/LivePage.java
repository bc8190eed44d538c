package dev.holdfast.run;

import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.measure.live.RunProgress;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.report.live.LiveRun;
import dev.holdfast.report.live.LiveServer;
import dev.holdfast.run.console.Console;
import dev.holdfast.run.console.RunOutline;
import dev.holdfast.soak.SoakObjectives;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The page and metrics of a run that goes on, where they are wished. */
final class LivePage implements AutoCloseable {

  private final @Nullable LiveServer server;

  private LivePage(@Nullable LiveServer server) {
    this.server = server;
  }

  /** Serves them until closed, and says where. */
  static LivePage start(
      RunPlan plan,
      RunIdentity identity,
      RunRecorder recorder,
      RunOutline course,
      Console console) {
    if (!plan.soak().live().on()) {
      return new LivePage(null);
    }
    LiveRun run =
        new LiveRun(identity, SoakObjectives.soFar(plan), () -> far(identity.startedAt(), course));
    try {
      LiveServer server = LiveServer.start(run, plan.soak().live().port());
      recorder.follow(run);
      console.say("live: " + server.page() + " and " + server.page() + "metrics");
      return new LivePage(server);
    } catch (IOException e) {
      console.say("no live page: holdfast.live.port is not free: " + e.getMessage());
      return new LivePage(null);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }

  private static RunProgress far(Instant began, RunOutline course) {
    Duration elapsed = Duration.between(began, Instant.now());
    return new RunProgress(
        course.phase(elapsed),
        elapsed,
        course.expected().map(its -> its.minus(elapsed)).filter(its -> !its.isNegative()));
  }
}
