package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that gets no processor for a while, as on a machine that is suspended. */
final class Standstill {

  private static final long PATIENCE_SECONDS = 60;

  private Standstill() {}

  /** Stops a process, and lets it go on after that time, which is over when this returns. */
  static void of(ProcessHandle process, Duration time) throws Exception {
    Process standstill =
        new ProcessBuilder(
                "sh",
                "-c",
                "kill -STOP \"$1\" && sleep \"$2\" && kill -CONT \"$1\"",
                "sh",
                String.valueOf(process.pid()),
                String.valueOf(time.toSeconds()))
            .inheritIO()
            .start();
    assertThat(standstill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(standstill.exitValue()).isZero();
  }
}
