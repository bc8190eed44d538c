package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.RunJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of run by two injectors: one verdict, and what befalls users is done once or at once.
 */
@Tag("long")
final class FleetKindsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void aSoakHasItsCommandAndItsScrapesByTheRunOnly() throws Exception {
    try (FleetRun fleet =
        FleetRun.of(
            folder,
            2,
            SmallSoak.with(
                "holdfast.users=60",
                "holdfast.duration=10s",
                "holdfast.smoke=true",
                // On a busy machine a brief gap must not become a medium one.
                "holdfast.time-scale=0.1",
                "holdfast.soak.mix=brief:4,move:2,mid-turn:1",
                "holdfast.gaps.brief=2s",
                "holdfast.backend.forget-after=2m",
                "holdfast.soak.events=command@2s,drop@5s",
                "holdfast.soak.command=echo rolled out"))) {
      GateProcess run = ended(fleet, "SoakSimulation");

      assertPassed(fleet, run);
      assertThat(run.run().resolve("command.log")).hasContent("rolled out");
      RunRecord whole = RunJournal.read(run.run());
      assertThat(whole.events()).containsEntry("command-ended", 1L);
      assertThat(whole.events()).as("all were dropped").containsEntry("all-dropped", 1L);
      assertThat(gauges(whole)).anyMatch(name -> name.startsWith("backend."));
      for (Path part : parts(run)) {
        assertThat(part.resolve("command.log")).doesNotExist();
        assertThat(gauges(RunJournal.read(part))).noneMatch(name -> name.startsWith("backend."));
      }
    }
  }

  @Test
  void aSoakThatCanNoLongerPassEndsEarlyAndFails() throws Exception {
    try (FleetRun fleet =
        FleetRun.of(
            folder,
            2,
            SmallSoak.with(
                "holdfast.users=60",
                "holdfast.duration=90s",
                "holdfast.stop-when=broken",
                "holdfast.objectives.continuity=0.999",
                "holdfast.backend.defects=lost-message:0.5"))) {
      GateProcess run = ended(fleet, "SoakSimulation");

      assertThat(run.verdict().get("verdict").asText()).as(fleet.said()).isEqualTo("FAIL");
      assertThat(run.said()).contains("can no longer pass");
      RunRecord whole = RunJournal.read(run.run());
      assertThat(whole.abortReasons()).as(fleet.said()).isEmpty();
      assertThat(whole.durationMillis()).as(fleet.said()).isLessThan(60_000);
      JudgedAgain.tellsAsTheRunDid(run);
    }
  }

  @Test
  void aStormStrikesAllUsersAtOneInstant() throws Exception {
    try (FleetRun fleet =
        FleetRun.of(
            folder,
            2,
            SmallGate.with(
                "holdfast.users=20",
                "holdfast.ramp=1s",
                "holdfast.reports.interval=200ms",
                "holdfast.smoke=true",
                "holdfast.storm.rounds=1",
                "holdfast.storm.back-off-base=200ms",
                "holdfast.storm.all-back=25s",
                "holdfast.storm.strategies=none,full-jitter"))) {
      GateProcess run = ended(fleet, "ReconnectStormSimulation");

      assertPassed(fleet, run);
      assertThat(run.verdict().at("/continuity/judged").asLong()).isEqualTo(40);
      List<List<Integer>> drops = new ArrayList<>();
      for (Path part : parts(run)) {
        drops.add(drops(RunJournal.read(part)));
      }
      assertThat(drops.get(0)).as("intervals with resets, of each injector").isNotEmpty();
      assertThat(drops.get(1)).as(drops.toString()).hasSameSizeAs(drops.get(0));
      for (int i = 0; i < drops.get(0).size(); i++) {
        assertThat(Math.abs(drops.get(0).get(i) - drops.get(1).get(i)))
            .as("at most one interval apart: " + drops)
            .isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void aResilienceRunHasOneVerdict() throws Exception {
    try (FleetRun fleet =
        FleetRun.of(
            folder,
            2,
            SmallGate.with(
                "holdfast.users=38",
                "holdfast.duration=12s",
                "holdfast.pace=3s",
                "holdfast.ramp=1s",
                "holdfast.smoke=true",
                "holdfast.resilience.restore=4s",
                "holdfast.resilience.resume=4s",
                "holdfast.resilience.heartbeat=1s",
                "holdfast.resilience.refusal-mean=2s",
                "holdfast.resilience.refusal-max=4s",
                "holdfast.resilience.token-refresh=4s",
                "holdfast.resilience.delivery=3s",
                "holdfast.resilience.bombardment=20s"))) {
      GateProcess run = ended(fleet, "ResilienceSimulation");

      assertPassed(fleet, run);
      assertThat(run.verdict().at("/continuity/judged").asLong()).isGreaterThan(50);
      JudgedAgain.tellsAsTheRunDid(run);
    }
  }

  @Test
  void aCapacitySearchFindsOneLimitOfAll() throws Exception {
    double truth = 40;
    try (FleetRun fleet =
        FleetRun.of(
            folder,
            2,
            "holdfast.capacity.searches=reconnections",
            "holdfast.capacity.warm-up=500ms",
            "holdfast.capacity.short=2s",
            "holdfast.capacity.long=4s",
            "holdfast.capacity.confirmations=1",
            "holdfast.capacity.failed-share=0.01",
            "holdfast.capacity.reconnections.sessions=40",
            "holdfast.capacity.reconnections.start=20",
            "holdfast.capacity.reconnections.p99=900ms",
            "holdfast.capacity.resolution=0.2",
            "holdfast.backend.limit-reconnections=" + truth,
            "holdfast.backend.overload-delay=2s",
            "holdfast.reports.interval=500ms")) {
      GateProcess run = ended(fleet, "CapacitySimulation");

      RunRecord whole = RunJournal.read(run.run());
      assertThat(whole.abortReasons()).as(fleet.said()).isEmpty();
      assertThat(whole.total().judged()).isEqualTo(whole.total().planned()).isPositive();
      JsonNode answer =
          new ObjectMapper()
              .readTree(Files.readString(run.run().resolve("capacity.json")))
              .at("/answers/0");
      assertThat(answer.get("kind").asText()).as(fleet.said()).isIn("LIMIT", "AT_LEAST");
      assertThat(answer.get("load").asDouble()).isBetween(0.4 * truth, 1.1 * truth);
      assertThat(run.said()).contains("reconnections a second: held", "injectors");
    }
  }

  private static GateProcess ended(FleetRun fleet, String simulation) throws Exception {
    GateProcess run = fleet.start(simulation);
    fleet.inject(0);
    fleet.inject(1);
    run.await(PATIENCE);
    for (InjectorProcess injector : fleet.injectors()) {
      assertThat(injector.await(Duration.ofSeconds(30))).as(fleet.said()).isZero();
    }
    return run;
  }

  private static void assertPassed(FleetRun fleet, GateProcess run) throws Exception {
    RunRecord whole = RunJournal.read(run.run());
    assertThat(whole.abortReasons()).as(fleet.said()).isEmpty();
    assertThat(run.verdict().get("verdict").asText()).as(fleet.said()).isEqualTo("PASS");
    assertThat(whole.total().judged()).isEqualTo(whole.total().planned()).isPositive();
  }

  private static List<Path> parts(GateProcess run) throws Exception {
    List<Path> parts = PartFolders.fromElsewhere(run.run());
    assertThat(parts).hasSize(2);
    return parts;
  }

  private static Stream<String> gauges(RunRecord run) {
    return run.intervals().stream().flatMap(each -> each.gauges().keySet().stream()).distinct();
  }

  /** The numbers of the intervals in which connections began to be reset. */
  private static List<Integer> drops(RunRecord run) {
    List<Integer> drops = new ArrayList<>();
    boolean before = false;
    for (int i = 0; i < run.intervals().size(); i++) {
      Interval interval = run.intervals().get(i);
      boolean now = interval.events().keySet().stream().anyMatch(name -> name.equals("reset"));
      if (now && !before) {
        drops.add(i);
      }
      before = now;
    }
    return drops;
  }
}
