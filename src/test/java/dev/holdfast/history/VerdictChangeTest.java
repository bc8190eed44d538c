package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictChangeTest {

  @TempDir Path reports;

  @Test
  void aFirstPassChangesNothingAndAFirstFailDoes() throws IOException {
    assertThat(VerdictChange.of(run("a", "SoakSimulation", "PASS", 1), List.of())).isEmpty();
    assertThat(VerdictChange.of(run("b", "OtherSimulation", "FAIL", 2), List.of("why")))
        .contains(
            new VerdictChange(
                "b", "OtherSimulation", Optional.empty(), Verdict.FAIL, List.of("why")));
  }

  @Test
  void onlyTheLastRunOfTheSameSimulationCounts() throws IOException {
    run("a", "SoakSimulation", "PASS", 1);
    run("b", "SoakSimulation", "FAIL", 2);
    run("c", "ReleaseGateSimulation", "PASS", 3);

    assertThat(VerdictChange.of(run("d", "SoakSimulation", "FAIL", 4), List.of())).isEmpty();
    assertThat(VerdictChange.of(run("e", "SoakSimulation", "PASS", 5), List.of()))
        .get()
        .returns(Optional.of(Verdict.FAIL), VerdictChange::before)
        .returns(Verdict.PASS, VerdictChange::now);
  }

  private Path run(String name, String simulation, String verdict, int day) throws IOException {
    Path folder = Files.createDirectories(reports.resolve(name));
    Files.writeString(
        folder.resolve("verdict.json"),
        """
        {"schema": 1, "simulation": "%s", "verdict": "%s", "startedAt": "2026-01-0%dT00:00:00Z",
         "continuity": {"planned": 1, "rate": 1.0, "lowerBound": 0.5, "required": 0.9}}
        """
            .formatted(simulation, verdict, day));
    return folder;
  }
}
