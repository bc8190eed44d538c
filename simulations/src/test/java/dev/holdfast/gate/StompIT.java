package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.fieldtargets.ArtemisBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A real broker is held to the durable subscriptions that it promises over STOMP. */
final class StompIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path DIALECT = Path.of("../dialects/stomp.conf");
  private static final int ACCOUNTS = 100;

  @TempDir private static Path server = Path.of("");

  @TempDir Path folder;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    assumeTrue(ArtemisBroker.prepared(server), "mvn is missing, or cannot fetch the broker");
  }

  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void ofABrokerWithDurableSubscriptionsNothingIsMissedButWhatItHoldsForNobody() throws Exception {
    try (ArtemisBroker broker = ArtemisBroker.start(server)) {
      GateProcess run = run(broker, DIALECT);

      long lost = found(run, "lost-message");
      assertThat(run.verdict().get("verdict").asText())
          .as(run.output())
          .isEqualTo(lost == 0 ? "PASS" : "FAIL");
      assertThat(run.verdict().get("anomalies"))
          .as(run.output())
          .filteredOn(count -> count.asLong() > 0)
          .hasSize(lost == 0 ? 0 : 1);
      // Sent to a connection in the instant of its end, a message stays there: docs/servers.md.
      assertThat(lost).as("what the broker itself knows").isEqualTo(broker.underWayToNobody());
      assertThat(run.verdict().at("/events/other-spoke").asLong())
          .isGreaterThan(2 * run.verdict().at("/continuity/planned").asLong());
      JudgedAgain.tellsAsTheRunDid(run);
    }
  }

  /** It promises at least once; what comes twice is wrong only where exactly once is claimed. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void eachMistakeOfABrokerHasItsName() throws Exception {
    try (ArtemisBroker broker = ArtemisBroker.start(server, "--faulty")) {
      GateProcess run =
          run(broker, variant("at-least-once", "exactly-once"), "holdfast.patience.answer=1s");

      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      for (String anomaly :
          List.of(
              "lost-message",
              "duplicated-message",
              "reordered-message",
              "corrupted-message",
              "deaf")) {
        assertThat(found(run, anomaly)).as(anomaly + "\n" + run.output()).isPositive();
      }
      JudgedAgain.tellsAsTheRunDid(run);
    }
  }

  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void aSubscriptionThatIsNotDurableLosesWhatIsSaidMeanwhile() throws Exception {
    try (ArtemisBroker broker = ArtemisBroker.start(server)) {
      GateProcess run =
          run(
              broker,
              variant("durable-subscription-name:{{user}}\n", ""),
              "holdfast.patience.answer=1s");

      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      assertThat(found(run, "lost-message")).isPositive();
      assertThat(found(run, "deaf")).isZero();
    }
  }

  private static long found(GateProcess run, String anomaly) throws IOException {
    return run.verdict().at("/anomalies/" + anomaly).asLong();
  }

  private Path variant(String as, String other) throws IOException {
    return Files.writeString(
        folder.resolve("variant.conf"), Files.readString(DIALECT).replace(as, other));
  }

  private GateProcess run(ArtemisBroker broker, Path dialect, String... further) throws Exception {
    Path users =
        Files.writeString(
            folder.resolve("users.csv"),
            IntStream.range(0, ACCOUNTS)
                .mapToObj(user -> "user-" + user + ",passcode-" + user)
                .collect(Collectors.joining("\n", "name,token\n", "\n")));
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.target=" + broker.url(),
                "holdfast.dialect=" + dialect.toAbsolutePath(),
                "holdfast.users-file=" + users,
                "holdfast.scenarios=history,errors",
                "holdfast.users=40",
                "holdfast.duration=12s",
                "holdfast.smoke=true",
                "holdfast.time-scale=0.01"));
    settings.addAll(Arrays.asList(further));
    GateProcess run =
        GateProcess.start(
            "ReleaseGateSimulation",
            Files.createTempDirectory(folder, "run"),
            SmallGate.with(settings.toArray(String[]::new)));
    run.await(PATIENCE);
    return run;
  }
}
