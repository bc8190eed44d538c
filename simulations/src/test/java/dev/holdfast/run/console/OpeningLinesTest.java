package dev.holdfast.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpeningLinesTest {

  @Test
  void saysWhatRunsHowLongAndWhatWasSetWithin80Columns() {
    Map<String, String> changed = new TreeMap<>();
    changed.put("holdfast.backend.defects", "lost-message:0.05");
    changed.put("holdfast.duration", "20s");
    changed.put("holdfast.users", "100");
    changed.put("holdfast.warm-up.most", "20s");

    assertThat(
            OpeningLines.lines(
                "ReleaseGateSimulation", "wss://a.example/ws", "takes 4 min", changed))
        .containsExactly(
            "ReleaseGateSimulation against wss://a.example/ws",
            "  takes 4 min",
            "  set: holdfast.backend.defects=lost-message:0.05  holdfast.duration=20s",
            "       holdfast.users=100  holdfast.warm-up.most=20s");
  }

  @Test
  void aPathBelowWhereTheRunWasStartedIsToldFromThere() {
    assertThat(StartedIn.seen(Path.of("reports", "gate").toAbsolutePath()))
        .isEqualTo(Path.of("reports", "gate"));
    assertThat(StartedIn.seen(Path.of("/elsewhere/gate"))).isEqualTo(Path.of("/elsewhere/gate"));
  }
}
