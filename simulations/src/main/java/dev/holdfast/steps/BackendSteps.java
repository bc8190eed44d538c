package dev.holdfast.steps;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.holdfast.steps.load.RestartableBackend;
import dev.holdfast.user.RunContext;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What an operator does to the backend, or what befalls it, while its users are connected. */
public final class BackendSteps {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final String TASK = "operator-task";

  private final RunContext runContext;
  private final RestartableBackend backend;
  private final Executor executor;

  /**
   * Steps of an operator.
   *
   * @param runContext whose users the backend serves
   * @param executor does what blocks, off the event loops
   */
  public BackendSteps(RunContext runContext, RestartableBackend backend, Executor executor) {
    this.runContext = runContext;
    this.backend = backend;
    this.executor = executor;
  }

  /** Kills the backend's process. */
  public ChainBuilder crashBackend() {
    return strike("backend-killed").exec(aside(backend::kill));
  }

  /** Lets the backend drain and end. */
  public ChainBuilder drainBackend() {
    return strike("backend-drained").exec(aside(backend::drain));
  }

  /** Starts the backend that was ended. */
  public ChainBuilder restartBackend() {
    return aside(backend::start)
        .exec(
            session -> {
              runContext.recorder().event("backend-started");
              return session;
            });
  }

  private ChainBuilder strike(String event) {
    return exec(
        session -> {
          runContext.network().allStruck();
          runContext.recorder().event(event);
          return session;
        });
  }

  private ChainBuilder aside(Runnable task) {
    return exec(session ->
            session.set(
                TASK,
                CompletableFuture.runAsync(task, executor)
                    .exceptionally(
                        failure -> {
                          runContext
                              .recorder()
                              .abort("the backend could not be steered: " + failure);
                          return null;
                        })))
        .exec(asLongAs(BackendSteps::mustWait).on(pause(LOOK_AGAIN)));
  }

  private static boolean mustWait(Session session) {
    CompletableFuture<?> task = session.get(TASK);
    return task != null && !task.isDone();
  }
}
