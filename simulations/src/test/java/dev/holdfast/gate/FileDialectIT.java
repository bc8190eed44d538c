package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.Holdfast;
import dev.holdfast.fieldtargets.NodeBackend;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backend that a file describes is judged by whole runs, without a line of Java. */
final class FileDialectIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path DIALECTS = Path.of("src/test/dialects");

  /** Users who sit on their connections for a while, in a run that is soon over. */
  private static final String[] OF_FEW = {
    "holdfast.users=20",
    "holdfast.duration=10s",
    "holdfast.pace=3s",
    "holdfast.scenarios=history",
    "holdfast.smoke=true"
  };

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
  void soItDoesByItsHistoryOverHttpPageByPage() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server)) {
      GateProcess run = run("ReleaseGateSimulation", chat, "chat-http.conf");

      assertKept(run);
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void anAgentThatAnswersEverythingIsJudgedByItsAnswersToo() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server, "--answer")) {
      GateProcess run = run("ReleaseGateSimulation", chat, "chat-agent.conf");

      assertKept(run);
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
      JudgedAgain.tellsAsTheRunDid(run);
      assertHolds(DIALECTS.resolve("chat-agent.conf"), chat);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatItForgetsIsFound() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server, "--forget", "50")) {
      GateProcess run =
          run(
              "ReleaseGateSimulation",
              chat,
              "chat-http.conf",
              "holdfast.objectives.continuity=0.999");

      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      assertThat(run.verdict().at("/anomalies/lost-message").asLong()).isPositive();
    }
  }

  /** Its history comes over HTTP, so that alone would show every return as kept. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Execution(ExecutionMode.CONCURRENT)
  void aConnectionThatCarriesNothingIsNotKept(boolean pings) throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server, "--mute-returns")) {
      GateProcess run =
          run(
              "ReleaseGateSimulation",
              chat,
              pings ? withRules("{ when { \"/0/op\" = alive }, is = pong }") : "chat-http.conf",
              "holdfast.scenarios=history",
              "holdfast.users=20",
              "holdfast.patience.answer=1s");

      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      assertThat(run.verdict().at("/anomalies/no-answer").asLong()).isPositive();
      assertThat(run.verdict().at("/continuity/kept").asLong())
          .as(run.output())
          .isLessThan(run.verdict().at("/continuity/judged").asLong());
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatItRefusesIsNotLost() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server, "--longest", "1000")) {
      GateProcess run =
          run(
              "ReleaseGateSimulation",
              chat,
              withRules("{ when { \"/0/op\" = refused }, is = refused, id = \"/0/code\" }"));

      assertKept(run);
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
      assertThat(run.verdict().at("/events/message-refused: too_long").asLong()).isPositive();
    }
  }

  /** Its server gives messages ids of its own, and cuts who does not say that it is still there. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void messagesThatGoOverHttpAreJudgedOnConnectionsThatAreKeptAlive() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server, "--alive-within", "2000")) {
      GateProcess run = run("ReleaseGateSimulation", chat, "chat-rest.conf", OF_FEW);

      assertKept(run);
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
      JudgedAgain.tellsAsTheRunDid(run);
      assertHolds(DIALECTS.resolve("chat-rest.conf"), chat);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void withoutKeepAlivesThoseConnectionsAreCutAndWhatIsForgottenIsFound() throws Exception {
    Path without = folder.resolve("without-keep-alive.conf");
    Files.writeString(
        without,
        Files.readString(DIALECTS.resolve("chat-rest.conf"))
            .replaceFirst("(?m)^keep-alive .*$", ""));
    try (NodeBackend chat = NodeBackend.chat(server, "--alive-within", "2000", "--forget", "20")) {
      GateProcess run =
          run("ReleaseGateSimulation", chat, without.toAbsolutePath().toString(), OF_FEW);

      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      assertThat(run.verdict().at("/anomalies/lost-message").asLong()).isPositive();
      assertThat(ToldObjective.in(run.verdict(), "dropped").outcome()).isEqualTo("MISSED");
    }
  }

  /** The chat whose history comes over HTTP, with another rule, and a ping where one is for it. */
  private String withRules(String rule) throws IOException {
    Path file = Files.createTempFile(folder, "chat", ".conf");
    String ping =
        rule.contains("is = pong") ? "ping { frame = \"\"\"{\"op\":\"ping\"}\"\"\" }\n" : "";
    Files.writeString(
        file,
        Files.readString(DIALECTS.resolve("chat-http.conf"))
            .replace("frames = [", ping + "frames = [\n  " + rule));
    return file.toAbsolutePath().toString();
  }

  /** Servers that others wrote, by the files that are shipped. */
  private enum Real {
    SOCKET_IO("socket-io.conf") {
      @Override
      NodeBackend start(String... further) throws IOException {
        return NodeBackend.socketIo(server, further);
      }
    },
    GRAPHQL("graphql-transport-ws.conf") {
      @Override
      NodeBackend start(String... further) throws IOException {
        return NodeBackend.graphql(server, further);
      }
    };

    private final String dialect;

    Real(String file) {
      this.dialect = "../../../../dialects/" + file;
    }

    abstract NodeBackend start(String... further) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  @Execution(ExecutionMode.CONCURRENT)
  void aRealServerIsFoundSound(Real real) throws Exception {
    try (NodeBackend backend = real.start()) {
      GateProcess run = run("ReleaseGateSimulation", backend, real.dialect);

      assertKept(run);
      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("PASS");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void aRealServerWhoseApplicationForgetsIsNot(Real real) throws Exception {
    try (NodeBackend backend = real.start("--forget", "50")) {
      GateProcess run =
          run(
              "ReleaseGateSimulation",
              backend,
              real.dialect,
              "holdfast.objectives.continuity=0.999");

      assertThat(run.verdict().get("verdict").asText()).as(run.output()).isEqualTo("FAIL");
      assertThat(run.verdict().at("/anomalies/lost-message").asLong()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  @Execution(ExecutionMode.CONCURRENT)
  void faultsOfTheNetworkStrikeARealServer(Real real) throws Exception {
    try (NodeBackend backend = real.start()) {
      assertKept(run("ResilienceSimulation", backend, real.dialect, "holdfast.pace=2s"));
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theCheckWalksThroughEachOfThem() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server)) {
      assertHolds(DIALECTS.resolve("chat.conf"), chat);
      assertHolds(DIALECTS.resolve("chat-http.conf"), chat);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theCheckShowsWhatNoRuleTakesAndWhatIsLost() throws Exception {
    try (NodeBackend chat = NodeBackend.chat(server, "--forget", "2")) {
      Path without = folder.resolve("without.conf");
      Files.writeString(
          without,
          Files.readString(DIALECTS.resolve("chat.conf"))
              .replace("{ when { \"/op\" = ping }", "{ when { \"/op\" = gnip }"));
      String told = check(1, without, chat);

      assertThat(told)
          .contains("← [{\"op\":\"challenge\",\"nonce\":\"(…)\"}]")
          .contains("frames[3] greeting, kept sid")
          .contains("✗ so it does with another, in order", "lost-message");
    }
  }

  private static void assertHolds(Path dialect, NodeBackend backend) throws IOException {
    assertThat(check(0, dialect, backend))
        .contains("9 of 9 hold", "not told, so not judged: ")
        .doesNotContain("no rule takes it");
  }

  private static String check(int exit, Path dialect, NodeBackend backend) throws IOException {
    StringWriter told = new StringWriter();
    assertThat(
            Holdfast.commandLine()
                .setOut(new PrintWriter(told))
                .execute("dialect", "check", dialect.toString(), "--target", backend.url()))
        .as(told.toString())
        .isEqualTo(exit);
    return told.toString();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aMistakeIsToldWithItsPlaceBeforeAnyLoad() throws Exception {
    Path wrong = folder.resolve("wrong.conf");
    Files.writeString(
        wrong, Files.readString(DIALECTS.resolve("chat.conf")).replace("is = ack", "is = akc"));
    GateProcess run =
        GateProcess.start(folder, "holdfast.dialect=" + wrong, "holdfast.target=ws://127.0.0.1:9");
    run.await(PATIENCE);

    assertThat(run.said())
        .contains("holdfast: holdfast.dialect wrong.conf:16: frames[4].is must be one of greeting");
  }

  private GateProcess run(String simulation, NodeBackend chat, String dialect, String... further)
      throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "holdfast.target=" + chat.url(),
                "holdfast.dialect=" + DIALECTS.resolve(dialect),
                "holdfast.duration=15s",
                "holdfast.time-scale=0.01"));
    settings.addAll(Arrays.asList(further));
    GateProcess run =
        GateProcess.start(
            simulation,
            Files.createTempDirectory(folder, "run"),
            SmallGate.with(settings.toArray(String[]::new)));
    run.await(PATIENCE);
    return run;
  }

  private static void assertKept(GateProcess run) throws IOException {
    JsonNode verdict = run.verdict();
    assertThat(verdict.get("verdict").asText()).as(run.output()).isNotEqualTo("INVALID");
    assertThat(run.output()).doesNotContain("Failed to build request");
    assertThat(run.process().exitValue() == 0)
        .as(run.output())
        .isEqualTo(verdict.get("verdict").asText().equals("PASS"));
    assertThat(verdict.get("anomalies")).allMatch(count -> count.asLong() == 0);
    assertThat(verdict.at("/continuity/kept").asLong())
        .as(run.output())
        .isPositive()
        .isEqualTo(verdict.at("/continuity/planned").asLong());
  }
}
