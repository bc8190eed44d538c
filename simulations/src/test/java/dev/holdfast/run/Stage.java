package dev.holdfast.run;

import dev.holdfast.steps.Bench;
import dev.holdfast.steps.RestartableBackend;
import java.time.Instant;
import java.util.Optional;

/**
 * What a cast is given.
 *
 * @param bench what all virtual users share
 * @param console the words to the person who started the run
 * @param preparedAt when the run was prepared
 * @param backend the one that the run started, if it did
 * @param secret of the marks in all texts of the run, in hexadecimal digits
 */
record Stage(
    Bench bench,
    Console console,
    Instant preparedAt,
    Optional<RestartableBackend> backend,
    String secret) {}
