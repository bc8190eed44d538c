package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.journal.RecordedSpan;
import dev.holdfast.run.exchange.Exchange;
import dev.holdfast.run.exchange.Nats;
import dev.holdfast.run.exchange.OrderedPublisher;
import dev.holdfast.run.exchange.Subjects.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever goes wrong with an injector: the run is INVALID with the reason, nobody waits for ever,
 * nobody makes load without a run, and no process is left.
 */
final class FleetFailuresIT {

  private static final String GATE = "ReleaseGateSimulation";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Silence is borne for 10 s; the rest is what a busy machine takes to notice and to report. */
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;

  private static String[] small(String... further) {
    String[] small =
        SmallGate.with(
            "holdfast.users=20",
            "holdfast.duration=30s",
            "holdfast.ramp=1s",
            "holdfast.smoke=true",
            "holdfast.scenarios=history");
    String[] all = Arrays.copyOf(small, small.length + further.length);
    System.arraycopy(further, 0, all, small.length, further.length);
    return all;
  }

  @Test
  void anInjectorThatDoesNotComeIsNamed() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 2, small("holdfast.fleet.patience=8s"))) {
      GateProcess run = fleet.start(GATE);
      InjectorProcess there = fleet.inject(0);
      assertInvalid(
          fleet,
          run,
          PATIENCE,
          "not all injectors came within 8 s, missing of 2: 1",
          "holdfast.fleet.patience");
      assertThat(there.await(SOON)).as(fleet.said()).isZero();
      assertThat(run.verdict().at("/continuity/planned").asLong()).isZero();
    }
  }

  @Test
  void anInjectorOfAnotherVersionIsSentAwayBeforeAnyLoad() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 2, small())) {
      Path other = Files.createDirectories(folder.resolve("other/dev/holdfast/launch"));
      Files.writeString(other.resolve("release.properties"), "version=0.0.1");
      GateProcess run = fleet.start(GATE);
      InjectorProcess sound = fleet.inject(0);
      InjectorProcess old =
          InjectorProcess.start(
              List.of(),
              folder.resolve("old"),
              folder.resolve("other") + ":" + System.getProperty("java.class.path"),
              fleet.with("holdfast.fleet.index=1"));
      try (old) {
        assertInvalid(fleet, run, PATIENCE, "injector 1 on", "is of version 0.0.1", "one version");
        assertThat(old.await(SOON)).as(old.output()).isEqualTo(3);
        assertThat(old.output()).contains("is of version 0.0.1");
        assertThat(sound.await(SOON)).as(fleet.said()).isZero();
      }
      assertThat(run.verdict().at("/continuity/planned").asLong()).isZero();
    }
  }

  @Test
  void anInjectorOfAnotherConfigurationIsSentAwayWithTheKeyThatDiffers() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 1, small())) {
      GateProcess run = fleet.start(GATE);
      InjectorProcess other = fleet.inject(0, "holdfast.pace=2s");
      assertInvalid(fleet, run, PATIENCE, "injector 0 on", "holdfast.pace is 2s there and 1s here");
      assertThat(other.await(SOON)).as(fleet.said()).isEqualTo(3);
    }
  }

  @Test
  void aSecondProcessOfAnIndexIsSentAwayAndDisturbsNobody() throws Exception {
    try (FleetRun fleet =
        FleetRun.of(folder, 1, small("holdfast.duration=5s", "holdfast.pace=1s"))) {
      GateProcess run = fleet.start(GATE);
      InjectorProcess first = fleet.inject(0);
      await().atMost(PATIENCE).until(() -> first.output().contains("began"));
      InjectorProcess second = fleet.inject(0);
      assertThat(second.await(PATIENCE)).as(fleet.said()).isEqualTo(3);
      assertThat(second.output()).contains("another process is injector 0 already");
      assertThat(run.await(PATIENCE)).as(fleet.said()).isZero();
      assertThat(first.await(SOON)).as(fleet.said()).isZero();
    }
  }

  @Test
  @Tag("long")
  void aSecondRunOfTheSameNameIsRefusedAndDisturbsNobody() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 1, small("holdfast.duration=15s"))) {
      GateProcess run = fleet.start(GATE);
      InjectorProcess injector = fleet.inject(0);
      awaitBegun(fleet);
      GateProcess second =
          GateProcess.start(GATE, Files.createDirectories(folder.resolve("second")), fleet.with());
      assertThat(second.await(PATIENCE)).as(second.output()).isNotZero();
      assertThat(second.said()).contains("another run goes on by the name test");
      assertThat(run.await(PATIENCE)).as(fleet.said()).isZero();
      assertThat(injector.await(SOON)).as(fleet.said()).isZero();
    }
  }

  @Test
  @Tag("long")
  void anInjectorThatStandsStillEndsTheRunAndThenItself() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 2, small())) {
      GateProcess run = fleet.start(GATE);
      InjectorProcess sound = fleet.inject(0);
      InjectorProcess stopped = fleet.inject(1);
      awaitBegun(fleet);
      stopped.signal("STOP");
      assertInvalid(fleet, run, SOON, "injector 1 on", "has said nothing for 10 s");
      assertThat(sound.await(SOON)).as(fleet.said()).isZero();
      stopped.signal("CONT");
      assertThat(stopped.await(SOON)).as(fleet.said()).isIn(0, 4);
    }
  }

  @Test
  void aKilledInjectorEndsTheRun() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 2, small())) {
      GateProcess run = fleet.start(GATE);
      InjectorProcess killed = fleet.inject(0);
      InjectorProcess sound = fleet.inject(1);
      awaitBegun(fleet);
      killed.signal("KILL");
      assertInvalid(fleet, run, SOON, "injector 0 on", "has said nothing for 10 s");
      assertThat(sound.await(SOON)).as(fleet.said()).isZero();
    }
  }

  @Test
  void anInjectorThatIsToldToEndByItsPlatformSaysSoAtOnce() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 1, small())) {
      GateProcess run = fleet.start(GATE);
      InjectorProcess ended = fleet.inject(0);
      awaitBegun(fleet);
      ended.signal("TERM");
      assertInvalid(fleet, run, SOON, "injector 0 on", "ended early: its process was ended");
      assertThat(ended.await(SOON)).isEqualTo(143);
    }
  }

  @Test
  void anIntervalThatSomebodyElseSaidIsFoundByItsNumber() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 1, small("holdfast.reports.interval=500ms"))) {
      GateProcess run = fleet.start(GATE);
      InjectorProcess injector = fleet.inject(0);
      awaitBegun(fleet);
      try (Exchange forger =
              Exchange.open(Nats.plan(fleet.exchange().url()), "forger", PATIENCE, ignored -> {});
          OrderedPublisher outbox =
              forger.outbox(forger.names().said(Said.SPAN, 0), ignored -> {})) {
        Interval nothing = new Interval(0, 1, Map.of(), Map.of(), Map.of(), Map.of());
        outbox.say(new RecordedSpan(999, nothing, new byte[0]).encoded());
        assertInvalid(
            fleet, run, SOON, "the intervals of injector 0 on", "have a gap: 999 came after");
      }
      assertThat(injector.await(SOON)).as(fleet.said()).isZero();
    }
  }

  @Test
  void injectorsOfAKilledRunEndTheirLoad() throws Exception {
    try (FleetRun fleet = FleetRun.of(folder, 2, small())) {
      GateProcess run = fleet.start(GATE);
      fleet.inject(0);
      fleet.inject(1);
      awaitBegun(fleet);
      run.process().descendants().forEach(ProcessHandle::destroyForcibly);
      run.process().destroyForcibly();
      for (InjectorProcess injector : fleet.injectors()) {
        assertThat(injector.await(SOON)).as(fleet.said()).isEqualTo(4);
        assertThat(injector.output()).contains("nothing heard of the run for 10 s");
      }
    }
  }

  private static void awaitBegun(FleetRun fleet) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (InjectorProcess injector : fleet.injectors()) {
                if (!injector.output().contains("began")) {
                  return false;
                }
              }
              return true;
            });
  }

  private static void assertInvalid(
      FleetRun fleet, GateProcess run, Duration within, String... reasons) throws Exception {
    assertThat(run.await(within)).as(fleet.said()).isNotZero();
    JsonNode verdict = run.verdict();
    assertThat(verdict.get("verdict").asText()).as(fleet.said()).isEqualTo("INVALID");
    assertThat(verdict.get("reasons").toString()).as(fleet.said()).contains(reasons);
  }
}
