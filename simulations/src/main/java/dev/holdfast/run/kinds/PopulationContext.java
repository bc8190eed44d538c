package dev.holdfast.run.kinds;

import dev.holdfast.run.console.Console;
import dev.holdfast.steps.load.RestartableBackend;
import dev.holdfast.user.RunContext;
import java.time.Instant;
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
 */
public record PopulationContext(
    RunContext runContext,
    Console console,
    Supplier<Instant> startedAt,
    Optional<RestartableBackend> backend,
    String secret,
    Meetings meetings) {}
