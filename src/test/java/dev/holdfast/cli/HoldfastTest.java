package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class HoldfastTest {

  @TempDir Path root;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void reportingARunThatKeptItsPromisesEndsWithZero() {
    Path run = RecordedRuns.record(root.resolve("gate-1"), 4_000, 0, 4_000);

    assertThat(holdfast("report", run.toString())).as(err + "" + out).isZero();

    assertThat(out.toString().lines()).anyMatch(line -> line.contains("✓ PASS"));
    assertThat(run.resolve("verdict.json")).content().contains("\"verdict\": \"PASS\"");
    assertThat(run.resolve("continuity.html")).exists();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void reportingARunThatLostMessagesEndsWithOne() {
    Path run = RecordedRuns.record(root.resolve("gate-1"), 4_000, 40, 4_000);

    assertThat(holdfast("report", run.toString())).isEqualTo(1);

    assertThat(run.resolve("summary.md")).content().contains("lost-message | 40 | session");
  }

  @Test
  void reportingARunThatMeasuredNothingEndsWithThree() {
    Path run = RecordedRuns.record(root.resolve("gate-1"), 0, 0, 4_000);

    assertThat(holdfast("report", run.toString())).isEqualTo(3);

    assertThat(out.toString()).contains("⊘ INVALID");
  }

  @Test
  void reportingAgainSaysTheSame() throws IOException {
    Path run = RecordedRuns.record(root.resolve("gate-1"), 4_000, 40, 4_000);
    holdfast("report", run.toString());
    String first = Files.readString(run.resolve("continuity.html"));

    holdfast("report", run.toString());

    assertThat(run.resolve("continuity.html")).hasContent(first);
  }

  @Test
  void reportingRefreshesAnIndexThatIsThere() throws IOException {
    Path run = RecordedRuns.record(root.resolve("gate-1"), 4_000, 0, 4_000);
    holdfast("report", run.toString());
    assertThat(root.resolve("index.html")).doesNotExist();

    assertThat(holdfast("index", root.toString())).isZero();
    Files.writeString(root.resolve("index.html"), "old");
    holdfast("report", run.toString());

    assertThat(root.resolve("index.html")).content().contains("gate-1");
  }

  @Test
  void whatMakesNoSenseIsOneClearLineAndTwo() {
    refused("must hold run.json", "report", root.resolve("nowhere").toString());
    refused("Missing required parameter: 'RUN_FOLDER'", "report");
    refused("must be a folder of runs", "index", root.resolve("nowhere").toString());
    refused("--tolerance must be 0 to 1,000, got: -1", "compare", "a", "b", "--tolerance=-1");
    refused("Unmatched argument", "raport", "x");
    refused("a command must be named");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\" : 1 | \"version\" : 7 | promises must be of version 1, got: 7;",
        "\"users\" | \"losers\" | an objective must be one that this version knows",
        "\"maxLagP99\" | \"maxLag\" | promises must have a ValidityRules that can be read",
        "\"promises\" | \"hopes\" | promises must be recorded, got: none",
      })
  void promisesThatThisVersionCannotKeepAreOneClearLineAndTwo(
      String recorded, String changed, String because) throws IOException {
    Path run = RecordedRuns.record(root.resolve("gate-1"), 10, 0, 4_000);
    Path identity = run.resolve("run.json");
    String before = Files.readString(identity);
    assertThat(before).contains(recorded);
    Files.writeString(identity, before.replace(recorded, changed));

    refused(because, "report", run.toString());
    refused(because, "judge", run.toString());
  }

  @Test
  void helpAndVersionAreThereForEveryCommand() {
    assertThat(holdfast("--help")).isZero();
    assertThat(out.toString()).contains("report", "index", "compare", "INVALID");
    assertThat(holdfast("compare", "--help")).isZero();
    assertThat(holdfast("--version")).isZero();
    assertThat(out.toString()).contains("holdfast (development)");
  }

  private void refused(String because, String... arguments) {
    err.getBuffer().setLength(0);
    assertThat(holdfast(arguments)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains(because);
  }

  private int holdfast(String... arguments) {
    CommandLine line = Holdfast.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }
}
