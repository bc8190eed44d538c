package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.fieldtargets.NodeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What others say in the sessions of a real Socket.IO server is judged as that server claims. */
final class OthersIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path DIALECT = Path.of("../dialects/socket-io-recovery.conf");

  @TempDir private static Path server = Path.of("");

  @TempDir Path folder;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    assumeTrue(
        NodeBackend.prepared(server),
        "Node 20 or newer, or npm, is missing: apt-get install nodejs npm");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aServerThatResumesItsSessionsIsFoundSound() throws Exception {
    try (NodeBackend chat = NodeBackend.socketIo(server, "--recovery", "120000")) {
      GateProcess run = run(DIALECT, chat);

      JsonNode verdict = run.verdict();
      assertThat(verdict.get("verdict").asText()).as(run.output()).isEqualTo("PASS");
      assertThat(verdict.get("anomalies")).allMatch(count -> count.asLong() == 0);
      assertThat(verdict.at("/events/other-spoke").asLong())
          .isGreaterThan(2 * verdict.at("/continuity/planned").asLong());
      assertThat(verdict.at("/events/told-loss").asLong()).isZero();
      JudgedAgain.tellsAsTheRunDid(run);
    }
  }

  /** Nothing is fetched here: what others say is all that can be judged. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void eachThingThatItDoesToWhatOthersSayHasItsName() throws Exception {
    try (NodeBackend chat =
        NodeBackend.socketIo(
            server,
            "--recovery 120000 --lose 37 --twice 41 --swap 43 --alter 47 --deaf 53".split(" "))) {
      GateProcess run = run(withoutState(), chat, "holdfast.patience.answer=1s");

      assertThat(run.said()).contains("left out: consistency: the dialect");
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      assertThat(
              List.of(
                  found(run, "lost-message"),
                  found(run, "duplicated-message"),
                  found(run, "reordered-message"),
                  found(run, "corrupted-message"),
                  found(run, "deaf")))
          .as(run.output())
          .allMatch(count -> count > 0);
      JudgedAgain.tellsAsTheRunDid(run);
    }
  }

  /** Its library can resume sessions, but nobody has switched that on. */
  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void aServerThatCannotResumeTellsSoTooEarly() throws Exception {
    try (NodeBackend chat = NodeBackend.socketIo(server)) {
      GateProcess run = run(DIALECT, chat, "holdfast.scenarios=history");

      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      assertThat(found(run, "expired-early")).isPositive();
      assertThat(found(run, "lost-message")).isZero();
      assertThat(found(run, "deaf")).isZero();
      assertThat(run.verdict().at("/events/told-loss").asLong()).isPositive();
    }
  }

  private static long found(GateProcess run, String anomaly) throws IOException {
    return run.verdict().at("/anomalies/" + anomaly).asLong();
  }

  private Path withoutState() throws IOException {
    String text = Files.readString(DIALECT);
    return Files.writeString(
        folder.resolve("without-state.conf"),
        text.substring(0, text.indexOf("state {")) + text.substring(text.indexOf("others {")));
  }

  private GateProcess run(Path dialect, NodeBackend chat, String... further) throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.target=" + chat.url(),
                "holdfast.dialect=" + dialect.toAbsolutePath(),
                "holdfast.duration=15s",
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
