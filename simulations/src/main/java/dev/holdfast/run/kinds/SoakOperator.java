package dev.holdfast.run.kinds;

import dev.holdfast.measure.journal.RunRecorder;
import dev.holdfast.plan.Loss;
import dev.holdfast.plan.soak.SoakEvent;
import dev.holdfast.steps.load.RestartableBackend;
import dev.holdfast.user.RunContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does to a soak's users what its plan has befall them all: on time, and on one thread of its own.
 */
final class SoakOperator implements AutoCloseable {

  private final RunContext runContext;
  private final Optional<RestartableBackend> backend;
  private final Strikes strikes;
  private final ScheduledThreadPoolExecutor clock;

  SoakOperator(RunContext runContext, Optional<RestartableBackend> backend, Strikes strikes) {
    this.runContext = runContext;
    this.backend = backend;
    this.strikes = strikes;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "holdfast-soak-operator");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to wait for what is planned.
   *
   * @param untilWarm from now until the plan's times begin
   * @param runFolder where what a command says is kept
   */
  void start(Duration untilWarm, Path runFolder) {
    OperatorCommand command =
        new OperatorCommand(runContext.plan().soak().command(), runFolder.resolve("command.log"));
    Map<SoakEvent.Kind, Integer> numbers = new EnumMap<>(SoakEvent.Kind.class);
    for (SoakEvent event : runContext.plan().soak().events()) {
      int number = numbers.merge(event.kind(), 1, Integer::sum);
      String name = event.kind().id() + "-" + number;
      later(untilWarm.plus(event.at()), () -> strike(event.kind(), name, command));
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void strike(SoakEvent.Kind kind, String name, OperatorCommand command) {
    switch (kind) {
      case KILL -> restart(name, Loss.BACKEND_KILLED, RestartableBackend::kill);
      case DRAIN -> restart(name, Loss.BACKEND_DRAINED, RestartableBackend::drain);
      case DROP -> {
        recorder().event("all-dropped");
        strikes.drop(name);
      }
      case COMMAND -> run(name, command);
    }
  }

  private void run(String name, OperatorCommand command) {
    recorder().event("command-begun");
    strikes.begin(name, Loss.COMMANDED, false);
    command
        .run()
        .ifPresent(why -> recorder().abort("the command of the event " + name + " " + why));
    strikes.over();
    recorder().event("command-ended");
  }

  private void restart(String name, Loss loss, Consumer<RestartableBackend> end) {
    RestartableBackend ended =
        backend.orElseThrow(() -> new IllegalStateException("this run cannot end its backend"));
    recorder().event(loss.id());
    strikes.begin(name, loss, true);
    end.accept(ended);
    later(
        runContext.plan().resilience().downtime(),
        () -> {
          ended.start();
          recorder().event("backend-started");
          strikes.over();
        });
  }

  private void later(Duration wait, Runnable work) {
    var unused = clock.schedule(() -> safely(work), wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void safely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      recorder().abort("what was planned to befall the users failed: " + e.getMessage());
    }
  }

  private RunRecorder recorder() {
    return runContext.recorder();
  }
}
