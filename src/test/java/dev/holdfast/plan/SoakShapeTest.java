package dev.holdfast.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.continuity.model.Reconnection.Outage;
import dev.holdfast.plan.soak.DayShape;
import dev.holdfast.plan.soak.SoakEvent;
import dev.holdfast.settings.Configuration;
import dev.holdfast.settings.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SoakShapeTest {

  private static final Duration DAY = Duration.ofHours(24);

  @Test
  void eventsComeInOrderOfTimeAndAgainAndAgainUntilTheEnd() {
    assertThat(
            SoakEvent.parse(List.of("drop@3h/24h", "kill@90s", "drain@30m"), DAY.multipliedBy(2)))
        .containsExactly(
            new SoakEvent(SoakEvent.Kind.KILL, Duration.ofSeconds(90)),
            new SoakEvent(SoakEvent.Kind.DRAIN, Duration.ofMinutes(30)),
            new SoakEvent(SoakEvent.Kind.DROP, Duration.ofHours(3)),
            new SoakEvent(SoakEvent.Kind.DROP, Duration.ofHours(27)));
    assertThat(SoakEvent.parse(List.of(), DAY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kill|a list of kill, drain, drop or command",
        "explode@5m|a list of kill, drain, drop or command",
        "kill@5|a list of kill, drain, drop or command",
        "drop@1m/0h|a list of kill, drain, drop or command",
        "kill@24h|before the end of holdfast.duration (86400 s), got: kill@24h",
      })
  void eventsThatMakeNoSenseAreRefused(String item, String rule) {
    assertThatThrownBy(() -> SoakEvent.parse(List.of(item), DAY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holdfast.soak.events must be ")
        .hasMessageContaining(rule);
  }

  @Test
  void twoEventsAtOnceAreRefused() {
    assertThatThrownBy(() -> SoakEvent.parse(List.of("kill@60s", "drop@1m"), DAY))
        .hasMessageContaining("one event at a time, got: kill@60s,drop@1m");
  }

  @Test
  void aCommandMustBeTold() {
    Properties own = new Properties();
    own.setProperty("holdfast.soak.events", "command@1m");

    assertThatThrownBy(() -> RunPlan.of(Configuration.loadFor("soak", own, Map.of())))
        .hasMessageContaining("holdfast.soak.command must be given");

    own.setProperty("holdfast.soak.command", "rollout --password=swordfish");
    own.setProperty("holdfast.target", "ws://127.0.0.1:1/ws");
    RunPlan plan = RunPlan.of(Configuration.loadFor("soak", own, Map.of()));
    assertThat(plan.soak().command().line()).isEqualTo("rollout --password=swordfish");
    assertThat(plan.toString()).doesNotContain("swordfish");
  }

  @Test
  void whatACommandEndsIsOneOfThree() {
    Properties own = new Properties();
    assertThat(RunPlan.of(Configuration.loadFor("soak", own, Map.of())).soak().command().ends())
        .isEqualTo(Outage.NONE);

    own.setProperty("holdfast.target", "ws://127.0.0.1:1/ws");
    own.setProperty("holdfast.soak.events", "command@1m");
    own.setProperty("holdfast.soak.command", "rollout");
    own.setProperty("holdfast.soak.command-ends", "node");
    assertThat(RunPlan.of(Configuration.loadFor("soak", own, Map.of())).soak().command().ends())
        .isEqualTo(Outage.NODE);

    own.setProperty("holdfast.soak.command-ends", "nodes");
    assertThatThrownBy(() -> RunPlan.of(Configuration.loadFor("soak", own, Map.of())))
        .hasMessageContaining(
            "holdfast.soak.command-ends must be nothing, node or restart, got: nodes");
  }

  @Test
  void whatACommandEndsIsRefusedWhereNoneEverRuns() {
    Properties own = new Properties();
    own.setProperty("holdfast.soak.events", "drop@1m");
    own.setProperty("holdfast.soak.command-ends", "restart");

    assertThatThrownBy(() -> RunPlan.of(Configuration.loadFor("soak", own, Map.of())))
        .hasMessage(
            "holdfast.soak.command-ends must be nothing where holdfast.soak.events has no command;"
                + " add one to the events, such as command@5m, or leave this out, got: restart");
  }

  @Test
  void aTargetThatTheRunCannotEndIsNotToBeKilled() {
    Properties own = new Properties();
    own.setProperty("holdfast.target", "ws://127.0.0.1:1/ws");
    own.setProperty("holdfast.soak.events", "kill@1m");

    assertThatThrownBy(() -> RunPlan.of(Configuration.loadFor("soak", own, Map.of())))
        .hasMessageContaining("holdfast.soak.events must be without kill and drain");
  }

  @Test
  void aBackendThatForgetsWhomItStillAwaitsIsRefused() {
    Properties own = new Properties();
    own.setProperty("holdfast.time-scale", "1");

    assertThatThrownBy(() -> RunPlan.of(Configuration.loadFor("soak", own, Map.of())))
        .hasMessage(
            "holdfast.backend.forget-after must be above the longest gap at this time scale"
                + " (600000 ms), got: 60000 ms");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.2", "4, 0.6", "8, 1", "13, 0.7", "18, 0.4", "21, 0.3", "24, 0.2", "28, 0.6"})
  void aDayGoesStraightFromPointToPointAndRoundAgain(int hour, double share) {
    DayShape day = DayShape.parse(List.of("0h:0.2", "8h:1", "18h:0.4"), DAY);

    assertThat(day.share(Duration.ofHours(hour))).isCloseTo(share, within(1e-9));
  }

  @Test
  void aDayThatBeginsLateComesFromTheLastPointOfTheDayBefore() {
    DayShape day = DayShape.parse(List.of("6h:1", "18h:0"), DAY);

    assertThat(day.share(Duration.ZERO)).isCloseTo(0.5, within(1e-9));
    assertThat(new DayShape(List.of(), DAY).share(Duration.ofHours(5))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"8h", "8h:2", "8h:1,8h:0.5", "8h:1,7h:0.5", "24h:1", "8h:0.9", "8:1"})
  void daysThatMakeNoSenseAreRefused(String items) {
    assertThatThrownBy(() -> DayShape.parse(List.of(items.split(",")), DAY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holdfast.soak.day must be ");
  }
}
