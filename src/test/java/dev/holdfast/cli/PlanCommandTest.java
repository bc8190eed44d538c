package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.SampleCapacity;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.history.RunFiles;
import dev.holdfast.report.capacity.CapacityReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void plansFromARecordedRunAndMarksTheExtrapolation() throws IOException {
    CapacityReport.record(folder, SampleCapacity.found(1));

    assertThat(
            plan(
                "--users",
                "250000",
                "--peak-reconnect",
                "5%/min",
                "--headroom",
                "30%",
                "--survive",
                "1",
                "--growth",
                "8%/month",
                "--from",
                "2027-01-01"))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .containsPattern("^\\d+ nodes \\(\\d+ to .*, extrapolated\\) for 250,000 users")
        .contains("beyond what was measured: ", "plan.html");
    assertThat(folder.resolve("plan.md")).content().contains("2027-04-01");
    assertThat(folder.resolve("plan.csv")).exists();
  }

  @Test
  void measuresWhatNodesDoOneAfterTheOtherByRunsOnOtherNumbersOfThem(@TempDir Path other)
      throws IOException {
    CapacityReport.record(folder, onNodes(1, 1_000));
    CapacityReport.record(other, onNodes(2, 1_600));

    assertThat(plan("--users", "4000", "--survive", "0", "--other-nodes", other.toString()))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .contains("from measurements of 1 and 2: by them nodes do 25 % of their work one after");
    for (String file : List.of("plan.md", "plan.html")) {
      assertThat(folder.resolve(file)).content().contains("measured on 1 and 2 nodes");
    }
  }

  @Test
  void refusesContentionThatIsBothMeasuredAndAssumed() throws IOException {
    CapacityReport.record(folder, onNodes(1, 1_000));

    assertThat(
            plan("--users", "4000", "--node-contention", "2%", "--other-nodes", folder.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--node-contention must be left out", "got: 2%");
    assertThat(plan("--users", "4000", "--other-nodes", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("on different numbers of nodes");
  }

  @Test
  void refusesToPlanFromARunThatFoundNothing() throws IOException {
    CapacityReport.record(folder, SampleCapacity.saturated());

    assertThat(plan("--users", "1000")).isEqualTo(2);

    assertThat(err.toString()).contains("its search found none: no level could be judged");
    assertThat(folder.resolve("plan.html")).doesNotExist();
  }

  @Test
  void refusesWhatIsNoRateAndNoCapacityRun() throws IOException {
    assertThat(plan("--users", "1000")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no ", "capacity.json");
    Files.writeString(folder.resolve("capacity.json"), "{}");
    assertThat(plan("--users", "1000")).isEqualTo(2);
    assertThat(err.toString()).contains("capacity.json must have schema 1");
    assertThat(plan("--users", "1000", "--peak-reconnect", "5/min")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--peak-reconnect must be a percentage in a time such as 5%/min, got: 5/min");
  }

  @Test
  void reportsACapacityRunAgain() throws IOException {
    CapacityReport.record(folder, SampleCapacity.found(1));
    Files.delete(folder.resolve(RunFiles.CAPACITY_PAGE));

    assertThat(holdfast(List.of("report", folder.toString()))).isZero();

    assertThat(folder.resolve(RunFiles.CAPACITY_PAGE)).exists();
  }

  @Test
  void readsSharesAndRatesAsPeopleWriteThem() {
    assertThat(Share.of("--headroom", "30%")).isEqualTo(0.3);
    assertThat(Share.perSecond("--peak-reconnect", "6 % / min")).isEqualTo(0.001);
    assertThat(Share.countPerSecond("--turns", "3/min")).isEqualTo(0.05);
    assertThat(Share.perMonth("--growth", "7.5%/month")).isEqualTo(0.075);
    assertThatThrownBy(() -> Share.of("--headroom", "0.3"))
        .hasMessage("--headroom must be a percentage such as 30%, got: 0.3");
    assertThatThrownBy(() -> Share.countPerSecond("--turns", "3/fortnight"))
        .hasMessageContaining("2/min");
    assertThatThrownBy(() -> Share.perMonth("--growth", "8%/min")).hasMessageContaining("8%/month");
  }

  @Test
  void helpsWithoutAWarning() {
    assertThat(plan("--help")).isZero();

    assertThat(out.toString()).contains("(default: 1%/min)", "8%/month", "(default: 30%)");
    assertThat(err.toString()).isEmpty();
  }

  private static CapacityRun onNodes(int nodes, double load) {
    return SampleCapacity.onNodes(
        nodes, List.of(SampleCapacity.held(LoadKind.SESSIONS, load, load * 1.01)));
  }

  private int plan(String... options) {
    List<String> arguments = new ArrayList<>(List.of("plan", folder.toString()));
    arguments.addAll(List.of(options));
    return holdfast(arguments);
  }

  private int holdfast(List<String> arguments) {
    CommandLine line = Holdfast.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments.toArray(String[]::new));
  }
}
