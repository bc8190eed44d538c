package dev.holdfast.run.kinds;

import dev.holdfast.run.console.Console;
import dev.holdfast.run.injectors.Injector;
import dev.holdfast.steps.load.RestartableBackend;
import dev.holdfast.user.RunContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a population is given.
 *
 * @param runContext what all virtual users share
 * @param console the words to the person who started the run
 * @param startedAt when the run began, once it has; before, when it was prepared
 * @param backend the one that the run started, if it did
 * @param secret of the marks in all texts of the run, in hexadecimal digits
 * @param meetings at which users of all injectors stand still
 * @param elsewhere the injectors that make the load in this process's stead; empty if it makes it
 */
public record PopulationContext(
    RunContext runContext,
    Console console,
    Supplier<Instant> startedAt,
    Optional<RestartableBackend> backend,
    String secret,
    Meetings meetings,
    List<Injector> elsewhere) {

  /** The same of a process that makes the load, alone or with others. */
  public PopulationContext(
      RunContext runContext,
      Console console,
      Supplier<Instant> startedAt,
      Optional<RestartableBackend> backend,
      String secret,
      Meetings meetings) {
    this(runContext, console, startedAt, backend, secret, meetings, List.of());
  }

  /** The same of a process that makes the load alone. */
  public PopulationContext(
      RunContext runContext,
      Console console,
      Supplier<Instant> startedAt,
      Optional<RestartableBackend> backend,
      String secret) {
    this(runContext, console, startedAt, backend, secret, Meetings.ALONE, List.of());
  }

  /** The same of which these injectors make the load. */
  public PopulationContext by(List<Injector> injectors) {
    return new PopulationContext(
        runContext, console, startedAt, backend, secret, meetings, injectors);
  }

  /** Whether this process plays a part of the users only. */
  boolean isOfAPart() {
    return meetings != Meetings.ALONE;
  }
}
