package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.plan.RunPlan;
import dev.holdfast.run.kinds.RunKind;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a run would run out of is refused before the run, which would blame its target. */
final class AccountsNeededTest {

  @TempDir Path folder;

  @Test
  void aRowForEachUserAtOnceIsEnoughWithoutTokens() throws IOException {
    RunPlan plan = plan("password", 20, "holdfast.users=20");

    assertThatCode(() -> AccountsNeeded.require(RunKind.GATE, plan, false))
        .doesNotThrowAnyException();
    assertThatCode(() -> AccountsNeeded.require(RunKind.SOAK, plan, false))
        .doesNotThrowAnyException();
  }

  @Test
  void aCapacityRunNeedsOneForEachSessionThatItMayOpen() throws IOException {
    RunPlan plan = plan("password", 20, "holdfast.users=1");

    assertThatThrownBy(() -> AccountsNeeded.require(RunKind.CAPACITY, plan, false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("users at once, got: 20 rows");
  }

  @Test
  void tokensAreNeededForEachSessionThoseOfWarmUpAndProbeToo() throws IOException {
    String[] settings = {"holdfast.users=10", "holdfast.scenarios=history"};

    assertThatThrownBy(
            () -> AccountsNeeded.require(RunKind.GATE, plan("token", 20, settings), false))
        .hasMessageContaining("each of the 21 sessions, those of warm-up and probe too");
    RunPlan alone = plan("token", 22, settings);
    assertThatThrownBy(() -> AccountsNeeded.require(RunKind.GATE, alone, true))
        .hasMessageContainingAll("each of the 23 sessions", "and of others who speak");
    RunPlan enough = plan("token", 21, settings);
    assertThatCode(() -> AccountsNeeded.require(RunKind.GATE, enough, false))
        .doesNotThrowAnyException();
  }

  @Test
  void othersNeedNoRowsWhereTheyNeverSpeak() throws IOException {
    RunPlan plan = plan("password", 20, "holdfast.users=20");

    assertThatThrownBy(() -> AccountsNeeded.require(RunKind.GATE, plan, true))
        .hasMessageContaining("each of the 21 users at once, others who speak among them");
    assertThatCode(() -> AccountsNeeded.require(RunKind.STORM, plan, true))
        .doesNotThrowAnyException();
  }

  @Test
  void tokensServeNothingThatRenewsThem() throws IOException {
    RunPlan all = plan("token", 50, "holdfast.users=5");

    assertThatThrownBy(() -> AccountsNeeded.require(RunKind.GATE, all, false))
        .hasMessageContaining("holdfast.scenarios must be without services");
    assertThatThrownBy(() -> AccountsNeeded.require(RunKind.RESILIENCE, all, false))
        .hasMessageContaining("holdfast.resilience.scenarios must be without ");
    for (RunKind kind : List.of(RunKind.SOAK, RunKind.CAPACITY)) {
      assertThatThrownBy(() -> AccountsNeeded.require(kind, all, false))
          .hasMessageContaining("must be without the column token");
    }
  }

  private RunPlan plan(String column, int rows, String... settings) throws IOException {
    List<String> lines = new ArrayList<>(List.of("name," + column));
    for (int row = 0; row < rows; row++) {
      lines.add("ann-" + row + ",secret-" + row);
    }
    Properties given = new Properties();
    given.setProperty(
        "holdfast.users-file", Files.write(folder.resolve("users.csv"), lines).toString());
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      given.setProperty(parts[0], parts[1]);
    }
    return RunPlan.of(Configuration.load(given, Map.of()));
  }
}
