package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.evidence.EvidenceFile;
import dev.holdfast.measure.RunIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Judging again tells the run's own numbers, or that it cannot. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class JudgeCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path run = Path.of("");

  @BeforeEach
  void record() {
    run = root.resolve("gate-1");
    JudgedRuns.record(run, RecordedRuns.identity(run), 100);
  }

  @Test
  void itTellsTheRunsOwnNumbersToTheLastCount() throws IOException {
    assertThat(holdfast("report", run)).as(err + "" + out).isEqualTo(ExitCode.FAIL);

    assertThat(holdfast("judge", run)).as(err + "" + out).isEqualTo(ExitCode.FAIL);

    assertTellsAsTheVerdict(run);
    assertThat(out.toString())
        .contains("400 reconnections judged again, 0 of 400 recorded judgements differ")
        .contains(
            "400 planned, 400 judged, 376 kept: 376 preserved, 0 degraded, 0 expired, 24 broken")
        .contains("no-answer 11", "lost-message 13", "duplicated-message 9");
  }

  @Test
  void evidenceOfAPartOfTheSessionsLeavesTheOthersAsRecorded() throws IOException {
    ObjectNode identity = (ObjectNode) JSON.readTree(run.resolve("run.json").toFile());
    ((ObjectNode) identity.path("promises")).put("evidenceShare", 0.5);
    Path part = root.resolve("gate-2");
    JudgedRuns.record(part, RecordedRuns.identity(part), 50);
    Files.writeString(run.resolve("run.json"), identity.toString());
    Files.write(
        run.resolve(EvidenceFile.NAME),
        evidenceAs(part, run),
        StandardOpenOption.TRUNCATE_EXISTING);
    holdfast("report", run);

    holdfast("judge", run);

    assertTellsAsTheVerdict(run);
    assertThat(out.toString())
        .contains("200 reconnections judged again, 0 of 400 recorded judgements differ")
        .contains("of 50 % of them evidence was kept; the others count as recorded");
  }

  @Test
  void theEvidenceOfAllInjectorsIsRead() throws IOException {
    Path two = root.resolve("capacity-1");
    JudgedRuns.recordTwoInjectors(two, withInjectors(RecordedRuns.identity(two), 2));
    holdfast("report", two);

    holdfast("judge", two);

    assertTellsAsTheVerdict(two);
    assertThat(out.toString()).contains("640 reconnections judged again, 0 of 640");
  }

  @Test
  void aMissingInjectorMakesReportAndJudgementInvalid() throws IOException {
    Path two = root.resolve("capacity-1");
    JudgedRuns.record(two, withInjectors(RecordedRuns.identity(two), 2), 100);

    invalid("the recording of injector 2 of 2 is missing: injector-2", "report", two);
    invalid("the recording of injector 2 of 2 is missing: injector-2", "judge", two);
  }

  @Test
  void aPartOfAnotherRunMakesItInvalid() throws IOException {
    Path two = root.resolve("capacity-1");
    JudgedRuns.recordTwoInjectors(
        two, JudgedRuns.named(withInjectors(RecordedRuns.identity(two), 2), "capacity-7"));
    ObjectNode identity = (ObjectNode) JSON.readTree(two.resolve("run.json").toFile());
    Files.writeString(two.resolve("run.json"), identity.put("run", "capacity-1").toString());

    invalid(
        "injector-2 must be a part of this run, got one of capacity-7/injector-2", "report", two);
  }

  @Test
  void evidenceOfAnotherRunIsRefused() throws IOException {
    Path other = root.resolve("gate-2");
    JudgedRuns.record(other, RecordedRuns.identity(other), 100);
    Files.copy(
        other.resolve(EvidenceFile.NAME),
        run.resolve(EvidenceFile.NAME),
        StandardCopyOption.REPLACE_EXISTING);

    invalid("evidence.jsonl.gz of gate-1 must be of gate-1, started ", "judge", run);
    assertThat(out.toString()).contains("got that of gate-2, started ");
  }

  @Test
  void evidenceThatWasCutOrIsMissingMakesTheJudgementInvalid() throws IOException {
    Path evidence = run.resolve(EvidenceFile.NAME);
    byte[] whole = Files.readAllBytes(evidence);
    for (int length : List.of(whole.length - 80, whole.length / 2, 12, 0)) {
      Files.write(evidence, Arrays.copyOf(whole, length));
      invalid("evidence.jsonl.gz of gate-1 ", "judge", run);
    }
    Files.delete(evidence);
    invalid("evidence.jsonl.gz of gate-1 cannot be read: it is missing", "judge", run);
  }

  @Test
  void evidenceOfFewerSessionsThanWereJudgedMakesTheJudgementInvalid() throws IOException {
    Path fewer = root.resolve("gate-2");
    JudgedRuns.record(fewer, RecordedRuns.identity(fewer), 50);
    Files.write(run.resolve(EvidenceFile.NAME), evidenceAs(fewer, run));

    invalid(
        "evidence must tell of the same returns as the journal, got: 188 preserved returns in the"
            + " evidence, 376 in the journal",
        "judge",
        run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"intervals.jsonl", "intervals.hlog", "anomalies.jsonl"})
  void aJournalThatWasCutMakesReportAndJudgementInvalid(String file) throws IOException {
    Path journal = run.resolve(file);
    List<String> lines = Files.readAllLines(journal);
    Files.write(journal, lines.subList(0, lines.size() - 1));

    invalid(
        file + " must have " + lines.size() + " lines, as end.json tells, got: ", "report", run);
    invalid(file + " must have " + lines.size() + " lines, as end.json tells, got: ", "judge", run);
  }

  @Test
  void histogramsOfOtherReturnsThanThoseJudgedMakeItInvalid() throws IOException {
    Path journal = run.resolve("intervals.hlog");
    List<String> lines = Files.readAllLines(journal);
    lines.replaceAll(line -> line.replace("Tag=restore|all=all", "Tag=ack|all=all"));
    Files.write(journal, lines);

    invalid(
        "histograms must be of the returns that were judged, got: 0 timed of 400 judged",
        "report",
        run);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "intervals.jsonl",
        "intervals.hlog",
        "samples.jsonl",
        EvidenceFile.NAME,
        "end.json"
      })
  @EnabledOnOs(OS.LINUX)
  void aPipeInTheFolderNeitherHangsNorFails(String file) throws Exception {
    Files.delete(run.resolve(file));
    assertThat(new ProcessBuilder("mkfifo", run.resolve(file).toString()).start().waitFor())
        .isZero();

    assertThat(holdfast("judge", run)).as(err + "" + out).isEqualTo(ExitCode.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "judge"})
  @EnabledOnOs(OS.LINUX)
  void aDeviceForARunIsOneClearLineAndTwo(String command) throws IOException {
    Files.delete(run.resolve("run.json"));
    Files.createSymbolicLink(run.resolve("run.json"), Path.of("/dev/zero"));

    assertThat(holdfast(command, run)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "holdfast: run.json must be a regular file, got: a folder, a pipe or a device");
  }

  @Test
  void aGiantLineMakesItInvalid() throws IOException {
    try (RandomAccessFile samples =
        new RandomAccessFile(run.resolve("samples.jsonl").toFile(), "rw")) {
      samples.setLength(64 << 20);
    }

    invalid(
        "samples.jsonl cannot be read: line 1 must have at most 16777216 characters", "judge", run);
  }

  @Test
  void whoeverRunsOutOfMemoryIsNoFailure() {
    CommandLine line = new CommandLine(new Greedy());
    line.setErr(new PrintWriter(err));

    assertThat(Holdfast.execute(line)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).startsWith("holdfast: out of memory with a heap of ");
  }

  /** A command that takes more than there is. */
  @CommandLine.Command(name = "greedy")
  private static final class Greedy implements Runnable {
    @Override
    public void run() {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  /** Planned, judged, kept and each anomaly. */
  private void assertTellsAsTheVerdict(Path folder) throws IOException {
    JsonNode verdict = JSON.readTree(folder.resolve("verdict.json").toFile());
    JsonNode continuity = verdict.path("continuity");
    assertThat(out.toString())
        .contains(verdict.path("verdict").asText())
        .contains(
            String.format(
                Locale.ROOT,
                "%,d planned, %,d judged, %,d kept:",
                continuity.path("planned").asLong(),
                continuity.path("judged").asLong(),
                continuity.path("kept").asLong()));
    verdict
        .path("anomalies")
        .properties()
        .forEach(
            anomaly -> {
              String told =
                  String.format(
                      Locale.ROOT, "%s %,d", anomaly.getKey(), anomaly.getValue().asLong());
              if (anomaly.getValue().asLong() > 0) {
                assertThat(out.toString().lines()).contains(told);
              }
            });
  }

  /** The evidence of one run under the name of another. */
  private static byte[] evidenceAs(Path from, Path to) throws IOException {
    String text;
    try (var in = new GZIPInputStream(Files.newInputStream(from.resolve(EvidenceFile.NAME)))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    var bytes = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(bytes)) {
      packed.write(
          text.replace(
                  "\"run\":\"" + from.getFileName() + "\"", "\"run\":\"" + to.getFileName() + "\"")
              .getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static RunIdentity withInjectors(RunIdentity identity, int injectors) {
    ObjectNode promises = identity.promises().deepCopy();
    return identity.promising(promises.put("injectors", injectors));
  }

  private void invalid(String because, String command, Path folder) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    assertThat(holdfast(command, folder)).as(err + "" + out).isEqualTo(ExitCode.INVALID);
    String all = out.toString().replaceAll("\\s+", " ");
    assertThat(all).contains(because);
  }

  private int holdfast(String command, Path folder) {
    CommandLine line = Holdfast.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return Holdfast.execute(line, command, folder.toString());
  }
}
