package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.fieldtargets.NodeBackend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A server that a file describes is killed in the midst of a soak and started again: what is lost
 * by that is wrong only where its file claims that it outlives a restart.
 */
final class RestartedDialectIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CLAIMING = ", survives = [connection, restart] }";

  @TempDir private static Path server = Path.of("");

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    assumeTrue(
        NodeBackend.prepared(server),
        "Node 20 or newer, or npm, is missing: apt-get install nodejs npm");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatGoesWithAServerInMemoryIsCountedWhereNobodyClaimsToKeepIt() throws Exception {
    GateProcess run = soak(" }", "");

    assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
    assertThat(run.verdict().get("anomalies")).allMatch(count -> count.asLong() == 0);
    assertThat(run.verdict().at("/events/lost-with-backend").asLong()).isPositive();
    assertThat(run.said()).contains("what is lost when a node or the backend goes down");
    JudgedAgain.tellsAsTheRunDid(run);
  }

  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void itIsWrongWhereThatIsClaimed() throws Exception {
    GateProcess run = soak(CLAIMING, "");

    assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
    assertThat(run.verdict().at("/anomalies/blocked").asLong()).isPositive();
    assertThat(run.verdict().at("/events/lost-with-backend").asLong()).isZero();
    JudgedAgain.tellsAsTheRunDid(run);
  }

  @Test
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void aServerThatKeepsAllInAFileIsSound() throws Exception {
    GateProcess run = soak(CLAIMING, " --file " + folder.resolve("kept.jsonl"));

    assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
    assertThat(run.verdict().get("anomalies")).allMatch(count -> count.asLong() == 0);
    assertThat(run.verdict().at("/events/lost-with-backend").asLong()).isZero();
    assertThat(SoakRun.cohorts(run)).contains("event=command-1");
  }

  /** The server is killed after some seconds, and another one starts in its place. */
  private GateProcess soak(String claims, String option) throws Exception {
    Path dialect =
        Files.writeString(
            folder.resolve("chat.conf"),
            Files.readString(Path.of("../dialects/plain-json.conf"))
                .replaceFirst("(?m)^(claims \\{.*?) }", "$1" + claims));
    Path next = folder.resolve("next.pid");
    try (NodeBackend backend = NodeBackend.of("plain-json.mjs", server, option.trim().split(" "))) {
      String again = "node plain-json.mjs --port " + URI.create(backend.url()).getPort() + option;
      String command =
          "kill -9 "
              + backend.pid()
              + " && cd "
              + server
              + " && { "
              + again
              + " > /dev/null 2>&1 & echo $! > "
              + next
              + "; } && sleep 1";
      GateProcess run =
          GateProcess.start(
              folder,
              SoakRun.SETTING,
              SmallSoak.with(
                  "holdfast.target=" + backend.url(),
                  "holdfast.dialect=" + dialect,
                  "holdfast.time-scale=0.01",
                  "holdfast.smoke=true",
                  "holdfast.users=40",
                  "holdfast.duration=6s",
                  "holdfast.soak.mix=brief:2,reset:1,half-open:1",
                  "holdfast.soak.events=command@1s",
                  "holdfast.soak.command-ends=restart",
                  "holdfast.soak.command=" + command));
      run.await(PATIENCE);
      return run;
    } finally {
      if (Files.exists(next)) {
        ProcessHandle.of(Long.parseLong(Files.readString(next).strip()))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }
}
