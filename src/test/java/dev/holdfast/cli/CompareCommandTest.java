package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {

  @TempDir Path root;

  private final StringWriter out = new StringWriter();

  @Test
  void aRunIsNowhereWorseThanItself() {
    Path run = RecordedRuns.record(root.resolve("a"), 3_000, 30, 4_000);

    assertThat(compare(run, run, "--fail-on-worse")).isZero();

    assertThat(out.toString())
        .contains("nothing is surely worse")
        .doesNotContain("  worse", "  better");
  }

  @Test
  void moreLossesAndSlowerRestoresAreWorse() {
    Path before = RecordedRuns.record(root.resolve("a"), 3_000, 0, 4_000);
    Path after = RecordedRuns.record(root.resolve("b"), 3_000, 90, 6_000);

    assertThat(compare(before, after, "--fail-on-worse")).isEqualTo(1);

    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("  worse +continuity +0 of 3,000 → 90 of 3,000 .*"))
        .anyMatch(line -> line.matches("  worse +lost-message .*"))
        .anyMatch(line -> line.matches("  worse +restore p50 .*"))
        .anyMatch(line -> line.matches("  noise +connect p50 .*"));
  }

  @Test
  void theOtherWayRoundTheyAreBetterAndFailNothing() {
    Path before = RecordedRuns.record(root.resolve("a"), 3_000, 90, 6_000);
    Path after = RecordedRuns.record(root.resolve("b"), 3_000, 0, 4_000);

    assertThat(compare(before, after, "--fail-on-worse")).isZero();

    assertThat(out.toString()).contains("  better  continuity", "  better  restore p50");
  }

  @Test
  void aFewLossesMoreAndALittleSlowerAreNoise() {
    Path before = RecordedRuns.record(root.resolve("a"), 3_000, 30, 4_000);
    Path after = RecordedRuns.record(root.resolve("b"), 3_000, 36, 4_100);

    assertThat(compare(before, after, "--fail-on-worse")).isZero();
    assertThat(compare(before, after, "--fail-on-worse", "--tolerance=0"))
        .as("without tolerance the slower restore counts")
        .isEqualTo(1);
  }

  @Test
  void worseAloneFailsNothingUnlessToldTo() {
    Path before = RecordedRuns.record(root.resolve("a"), 3_000, 0, 4_000);
    Path after = RecordedRuns.record(root.resolve("b"), 3_000, 90, 4_000);

    assertThat(compare(before, after)).isZero();
  }

  @Test
  void tooFewReconnectionsSayNothingOfATail() {
    Path before = RecordedRuns.record(root.resolve("a"), 20, 0, 4_000);
    Path after = RecordedRuns.record(root.resolve("b"), 20, 0, 9_000);

    compare(before, after);

    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("  unknown restore p99 +too few to say → too few to say"));
  }

  @Test
  void anInvalidRunIsNamedFirstAndComparesWithNothing() throws IOException {
    Path before = RecordedRuns.record(root.resolve("a"), 3_000, 0, 4_000);
    Path after = RecordedRuns.record(root.resolve("b"), 3_000, 90, 4_000);
    Files.writeString(
        after.resolve("verdict.json"),
        "{\"schema\":1,\"simulation\":\"x\",\"verdict\":\"INVALID\",\"continuity\":"
            + "{\"planned\":1,\"rate\":1,\"lowerBound\":0,\"required\":0}}");

    assertThat(compare(before, after, "--fail-on-worse")).isEqualTo(ExitCode.INVALID);

    assertThat(out.toString())
        .startsWith("  INVALID B says nothing of its target")
        .contains("nothing can be compared: B INVALID");
  }

  private int compare(Path before, Path after, String... options) {
    CommandLine line = Holdfast.commandLine();
    line.setOut(new PrintWriter(out));
    String[] arguments = new String[3 + options.length];
    arguments[0] = "compare";
    arguments[1] = before.toString();
    arguments[2] = after.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return line.execute(arguments);
  }
}
