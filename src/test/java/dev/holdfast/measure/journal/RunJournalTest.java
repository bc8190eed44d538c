package dev.holdfast.measure.journal;

import static dev.holdfast.measure.Recordings.KEPT;
import static dev.holdfast.measure.Recordings.broken;
import static dev.holdfast.measure.Recordings.identity;
import static dev.holdfast.measure.Recordings.witness;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.Recordings;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.histograms.HistogramLines;
import dev.holdfast.measure.live.LiveFigures;
import dev.holdfast.measure.live.RecorderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunJournalTest {

  private static final Cohorts BRIEF = Cohorts.of("gap", "brief");

  @TempDir Path folder;

  /** Three intervals of 5 s: one, two and three reconnections, one broken in each. */
  private void record() throws IOException {
    try (JournalWriter journal = JournalWriter.begin(folder, identity(), Recordings.UNEXPECTED)) {
      for (int interval = 0; interval < 3; interval++) {
        LiveFigures figures = new LiveFigures(RecorderSettings.standard(), Recordings.UNEXPECTED);
        for (int judged = 0; judged <= interval; judged++) {
          figures.planned(BRIEF);
          figures.judged(BRIEF, judged == 0 ? broken(Anomaly.BLOCKED) : KEPT);
          figures.latency(Phase.RESTORE, BRIEF, 1_000L * interval);
        }
        figures.found(broken(Anomaly.BLOCKED).anomalies());
        journal.witness(witness(interval, Anomaly.BLOCKED));
        journal.sample(new NamedSample(interval, "sample", interval));
        journal.abort(new AbortReason(interval, "reason " + interval));
        long from = interval * 5_000L;
        HistogramLines lines = new HistogramLines();
        figures.cutHistograms((series, cut) -> lines.add(from, from + 5_000, series, cut));
        journal.interval(
            new Interval(
                from,
                from + 5_000,
                figures.cutTallies(),
                figures.cutAnomalies(),
                Map.of(),
                Map.of()),
            lines.take());
      }
      journal.end(new EndMark(true, "", List.of("reason 0", "reason 1", "reason 2")));
    }
  }

  @Test
  void mergesHistogramsAndAddsCounts() throws IOException {
    record();

    RunRecord run = RunJournal.read(folder);

    assertThat(run.total().planned()).isEqualTo(6);
    assertThat(run.total().kept()).isEqualTo(3);
    assertThat(run.durationMillis()).isEqualTo(15_000);
    assertThat(run.latencies())
        .hasEntrySatisfying(
            new Series(Phase.RESTORE, new Cohort("gap", "brief")),
            times -> {
              assertThat(times.getTotalCount()).isEqualTo(6);
              assertThat(times.getValueAtPercentile(50)).isEqualTo(1_000);
            });
    assertThat(run.abortReasons()).containsExactly("reason 0", "reason 1", "reason 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "intervals.jsonl",
        "intervals.hlog",
        "anomalies.jsonl",
        "samples.jsonl",
        "aborts.jsonl",
        "end.json"
      })
  void aFileCutAtAnyByteIsReadUpToItsLastWholeLine(String name) throws IOException {
    record();
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int length = whole.length - 1; length >= 0; length--) {
      Files.write(file, Arrays.copyOf(whole, length));

      RunRecord run = RunJournal.read(folder);

      int lines = newlines(whole, length);
      String cut = name + " cut at " + length;
      assertThat(run.abortReasons())
          .as(cut)
          .noneMatch(reason -> reason.contains("damaged") || reason.contains("cannot be read"));
      if (name.equals("intervals.jsonl")) {
        assertThat(run.intervals()).as(cut).hasSize(lines);
        assertThat(run.total().planned()).as(cut).isEqualTo(lines * (lines + 1) / 2);
        assertThat(restores(run)).as(cut).isEqualTo(run.total().planned());
      } else {
        assertThat(run.total().planned()).as(cut).isEqualTo(6);
      }
      if (name.equals("anomalies.jsonl")) {
        assertThat(run.witnesses()).as(cut).hasSize(lines);
      }
      if (name.equals("end.json") && length < whole.length - 1) {
        assertThat(run.complete()).as(cut).isFalse();
        assertThat(run.endedBy()).as(cut).isEqualTo("killed");
        assertThat(run.abortReasons()).as(cut).hasSize(3);
      }
    }
  }

  @Test
  void aRunWithoutItsEndWasKilledAndLosesNothingThatWasWritten() throws IOException {
    record();
    Files.delete(folder.resolve("end.json"));

    RunRecord run = RunJournal.read(folder);

    assertThat(run.complete()).isFalse();
    assertThat(run.endedBy()).isEqualTo("killed");
    assertThat(run.abortReasons()).containsExactly("reason 0", "reason 1", "reason 2");
    assertThat(run.total().planned()).isEqualTo(6);
  }

  @Test
  void aRunKilledBeforeItsFirstIntervalIsStillARun() throws IOException {
    JournalWriter.begin(folder, identity(), Recordings.UNEXPECTED).close();

    RunRecord run = RunJournal.read(folder);

    assertThat(run.identity()).isEqualTo(identity());
    assertThat(run.total()).isEqualTo(Tally.NONE);
    assertThat(run.endedBy()).isEqualTo("killed");
    assertThat(run.durationMillis()).isZero();
  }

  @Test
  void onlyTheIdentityIsNeeded() throws IOException {
    record();
    for (String name :
        List.of(
            "intervals.jsonl",
            "intervals.hlog",
            "anomalies.jsonl",
            "samples.jsonl",
            "aborts.jsonl",
            "end.json")) {
      Files.delete(folder.resolve(name));
    }

    assertThat(RunJournal.read(folder).intervals()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"intervals.jsonl", "intervals.hlog", "anomalies.jsonl", "samples.jsonl"})
  void damageInTheMiddleIsTold(String name) throws IOException {
    record();
    Path file = folder.resolve(name);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int damaged = lines.size() - 2;
    lines.set(damaged, lines.get(damaged).substring(0, lines.get(damaged).length() / 2));
    Files.write(file, lines);

    assertThat(RunJournal.read(folder).abortReasons())
        .anyMatch(
            reason ->
                reason.startsWith(name + " line " + (damaged + 1) + " is damaged and left out: "));
  }

  @Test
  void keysOfALaterVersionAreLeftOut() throws IOException {
    record();
    Path samples = folder.resolve("samples.jsonl");
    Files.writeString(samples, Files.readString(samples).replace("}", ",\"unit\":\"ms\"}"));

    assertThat(RunJournal.read(folder).samples()).containsEntry("sample", 2.0);
    assertThat(RunJournal.read(folder).abortReasons()).hasSize(3);
  }

  @Test
  void anomaliesAndCohortsStandThereByTheirNames() throws IOException {
    record();

    assertThat(Files.readString(folder.resolve("intervals.jsonl")))
        .contains("\"gap=brief\":{\"planned\":1,\"outcomes\":{\"preserved\":0")
        .contains("\"anomalies\":{\"blocked\":1}");
    assertThat(Files.readString(folder.resolve("anomalies.jsonl")))
        .contains("\"at\":\"2026-01-01T00:00:01Z\"")
        .contains("\"anomaly\":\"blocked\"")
        .contains("ü");
    assertThat(Files.readString(folder.resolve("run.json")))
        .contains("\"startedAt\" : \"2026-01-01T00:00:00.123Z\"");
  }

  @Test
  void refusesAFolderThatHoldsNoRun() throws IOException {
    assertThatThrownBy(() -> RunJournal.read(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("a run's folder must hold run.json, got: " + folder);

    Files.writeString(folder.resolve("run.json"), "{\"run\":", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> RunJournal.read(folder))
        .hasMessageContaining("run.json must be a run's identity, got a damaged one");
  }

  private static int newlines(byte[] bytes, int length) {
    int lines = 0;
    for (int at = 0; at < length; at++) {
      lines += bytes[at] == '\n' ? 1 : 0;
    }
    return lines;
  }

  private static long restores(RunRecord run) {
    return run.latencies()
        .getOrDefault(new Series(Phase.RESTORE, Cohort.ALL), new Histogram(3))
        .getTotalCount();
  }
}
