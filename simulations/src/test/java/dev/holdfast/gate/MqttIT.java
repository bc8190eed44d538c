package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.fieldtargets.ArtemisBroker;
import dev.holdfast.fieldtargets.Mosquitto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real brokers are held to the three qualities of service of MQTT 5. */
final class MqttIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int ACCOUNTS = 200;

  @TempDir Path folder;

  /** The strictest of them in every build. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aBrokerThatDeliversExactlyOnceIsFoundSound() throws Exception {
    assertSound(2, "holdfast.users=40", "holdfast.duration=12s");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void aGateOfThreeThousandReturnsIsKept(int level) throws Exception {
    GateProcess run = assertSound(level, "holdfast.duration=60s");

    assertThat(run.verdict().at("/continuity/judged").asLong()).isGreaterThanOrEqualTo(3_000);
  }

  private GateProcess assertSound(int level, String... further) throws Exception {
    assumeTrue(Mosquitto.isInstalled(), "Mosquitto is missing: apt-get install mosquitto");
    try (Mosquitto broker = Mosquitto.start(folder)) {
      GateProcess run = run(broker.url(), level, further);

      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
      assertThat(run.verdict().get("anomalies")).allMatch(count -> count.asLong() == 0);
      assertThat(run.verdict().at("/continuity/kept").asLong())
          .isPositive()
          .isEqualTo(run.verdict().at("/continuity/planned").asLong());
      assertThat(run.verdict().at("/events/other-spoke").asLong())
          .isGreaterThan(2 * run.verdict().at("/continuity/planned").asLong());
      assertThat(run.said())
          .contains("not judged, since the dialect does not tell it: the conversation history;");
      JudgedAgain.tellsAsTheRunDid(run);
      return run;
    }
  }

  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void aBrokerThatForgetsItsSessionsWhenItIsKilledEndsThemEarly() throws Exception {
    assertThat(found(killed(), "expired-early")).isPositive();
  }

  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void aBrokerThatSavesItsSessionsHasThemWhenItIsBack() throws Exception {
    GateProcess run = killed("persistence true", "autosave_on_changes true", "autosave_interval 1");

    assertThat(run.verdict().at("/continuity/kept").asLong()).as(run.output()).isPositive();
    // Who comes while nobody listens is blocked, and the last change may not be saved yet.
    for (String anomaly : List.of("expired-early", "deaf")) {
      assertThat(found(run, anomaly)).as(anomaly + "\n" + run.output()).isZero();
    }
  }

  private GateProcess killed(String... configuration) throws Exception {
    assumeTrue(Mosquitto.isInstalled(), "Mosquitto is missing: apt-get install mosquitto");
    try (Mosquitto broker = Mosquitto.start(folder, configuration)) {
      GateProcess run =
          start(
              broker.url(),
              1,
              "holdfast.users=40",
              "holdfast.duration=20s",
              "holdfast.scenarios=history");
      await("the broker has users who came back")
          .atMost(PATIENCE)
          .until(() -> run.output().matches("(?s).* [1-9][0-9]{2,} returns.*"));
      broker.killAndRestart();
      run.await(PATIENCE);
      return run;
    }
  }

  /** What comes twice is wrong only where exactly once is claimed. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void eachMistakeOfABrokerHasItsName() throws Exception {
    GateProcess run = faulty(1);

    assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
    for (String anomaly :
        List.of("lost-message", "reordered-message", "corrupted-message", "deaf")) {
      assertThat(found(run, anomaly)).as(anomaly + "\n" + run.output()).isPositive();
    }
    assertThat(found(run, "duplicated-message")).isZero();
    JudgedAgain.tellsAsTheRunDid(run);
  }

  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void whatComesTwiceIsFoundWhereExactlyOnceIsClaimed() throws Exception {
    assertThat(found(faulty(2), "duplicated-message")).isPositive();
  }

  private GateProcess faulty(int level) throws Exception {
    assumeTrue(ArtemisBroker.prepared(folder), "mvn is missing, or cannot fetch the broker");
    try (ArtemisBroker broker = ArtemisBroker.start(folder, "--faulty")) {
      return run(
          broker.url(),
          level,
          "holdfast.users=40",
          "holdfast.duration=12s",
          "holdfast.patience.answer=1s");
    }
  }

  private static long found(GateProcess run, String anomaly) throws IOException {
    return run.verdict().at("/anomalies/" + anomaly).asLong();
  }

  private GateProcess run(String url, int level, String... further) throws Exception {
    GateProcess run = start(url, level, further);
    run.await(PATIENCE);
    return run;
  }

  private GateProcess start(String url, int level, String... further) throws IOException {
    Path users =
        Files.writeString(
            folder.resolve("users.csv"),
            IntStream.range(0, ACCOUNTS)
                .mapToObj(user -> "user-" + user + ",password-" + user)
                .collect(Collectors.joining("\n", "name,token\n", "\n")));
    Path dialect =
        Files.writeString(folder.resolve("broker.conf"), "mqtt { qos = " + level + " }\n");
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.target=" + url,
                "holdfast.dialect=" + dialect,
                "holdfast.users-file=" + users,
                "holdfast.smoke=true",
                "holdfast.time-scale=0.01"));
    settings.addAll(Arrays.asList(further));
    return GateProcess.start(
        "ReleaseGateSimulation",
        Files.createTempDirectory(folder, "run"),
        SmallGate.with(settings.toArray(String[]::new)));
  }
}
