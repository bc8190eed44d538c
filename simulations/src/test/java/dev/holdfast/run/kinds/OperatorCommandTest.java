package dev.holdfast.run.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.plan.soak.CommandPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OperatorCommandTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void whatItSaysIsKeptEachTime() throws Exception {
    OperatorCommand command = command("echo rolled; echo twice >&2", LONG);

    assertThat(command.run()).isEmpty();
    assertThat(command.run()).isEmpty();

    assertThat(Files.readAllLines(log())).containsExactly("rolled", "twice", "rolled", "twice");
  }

  @Test
  void anotherExitCodeIsToldWithoutTheCommand() {
    Optional<String> failure = command("exit 3 # password", LONG).run();

    assertThat(failure).contains("ended with 3; see command.log");
  }

  @Test
  void whatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
    OperatorCommand command =
        command("sleep 600 & echo $!; exec 1>/dev/null; wait", Duration.ofMillis(500));

    assertThat(command.run()).contains("took more than 500 ms");

    for (String pid : Files.readAllLines(log())) {
      assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
          .satisfiesAnyOf(
              gone -> assertThat(gone).isEmpty(),
              going ->
                  assertThat(going.orElseThrow().onExit().get(20, TimeUnit.SECONDS)).isNotNull());
    }
  }

  @Test
  void itReadsNothing() {
    assertThat(command("read line", LONG).run())
        .hasValueSatisfying(failure -> assertThat(failure).startsWith("ended with"));
  }

  @Test
  void eachSystemHasItsOwnShell() {
    assertThat(SystemShell.running("roll --now", "Windows Server 2022"))
        .containsExactly("cmd.exe", "/d", "/s", "/c", "roll --now");
    assertThat(SystemShell.running("roll --now", "Mac OS X"))
        .containsExactly("/bin/sh", "-c", "roll --now");
  }

  private OperatorCommand command(String line, Duration within) {
    return new OperatorCommand(new CommandPlan(line, within, Outage.NONE), log());
  }

  private Path log() {
    return folder.resolve("command.log");
  }
}
