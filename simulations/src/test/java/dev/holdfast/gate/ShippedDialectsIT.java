package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.conformance.ConformanceCheck;
import dev.holdfast.conformance.Statement;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.file.FileDialect;
import dev.holdfast.dialect.file.FrameListener;
import dev.holdfast.fieldtargets.NodeBackend;
import dev.holdfast.gate.ShippedDialect.Claim;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each dialect that is shipped, by what {@code holdfast dialect check} does: its server, or the
 * imitation of its wire, keeps every rule, and with a defect it does not.
 */
final class ShippedDialectsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What a defect swallows is waited for in vain. */
  private static final Duration OF_DEFECTS = Duration.ofSeconds(2);

  @TempDir private static Path server = Path.of("");

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    assumeTrue(
        NodeBackend.prepared(server),
        "Node 20 or newer, or npm, is missing: apt-get install nodejs npm");
  }

  @Test
  void eachFileThatIsShippedIsTriedHereOrByATestOfItsOwn() {
    List<Path> here =
        new ArrayList<>(Arrays.stream(ShippedDialect.values()).map(ShippedDialect::file).toList());
    // StompIT, MqttIT and NativeAsFileTest.
    here.add(Path.of("../dialects/stomp.conf"));
    here.add(Path.of("../dialects/mqtt.conf"));
    here.add(Path.of("../dialects/holdfast.conf"));

    assertThat(shipped()).containsExactlyInAnyOrderElementsOf(here);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void itHasAPageOfItsOwnThatIsListed(Path dialect) throws IOException {
    String file = dialect.getFileName().toString();
    String page = file.replace(".conf", ".md");

    assertThat(Files.readString(Path.of("../docs/dialects", page)))
        .contains("](../../dialects/" + file);
    assertThat(Files.readString(Path.of("../docs/dialects.md"))).contains("](dialects/" + page);
  }

  static List<Path> shipped() {
    try (Stream<Path> files = Files.list(Path.of("../dialects"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Execution(ExecutionMode.CONCURRENT)
  void itsServerKeepsEachRule(ShippedDialect dialect) throws Exception {
    List<String> untaken = new ArrayList<>();
    try (NodeBackend backend = dialect.start(server)) {
      List<Statement> statements = check(dialect.file(), backend, PATIENCE, untaken);

      assertThat(statements)
          .hasSize(rules(dialect))
          .allMatch(each -> each.outcome() == Statement.Outcome.HOLDS);
      assertThat(untaken).as("frames that no rule takes").isEmpty();
    }
  }

  private static int rules(ShippedDialect dialect) {
    int ofPings = FileDialect.read(dialect.file()).states(Capability.PING) ? 1 : 0;
    return ofPings
        + switch (dialect.claim()) {
          case NOTHING_OF_OTHERS -> 9;
          case AT_MOST_ONCE -> 10;
          case AT_LEAST_ONCE, EXACTLY_ONCE -> 11;
        };
  }

  static Stream<Arguments> defects() {
    return Arrays.stream(ShippedDialect.values())
        .flatMap(dialect -> dialect.defects().stream().map(each -> Arguments.of(dialect, each)));
  }

  @ParameterizedTest
  @MethodSource("defects")
  @Execution(ExecutionMode.CONCURRENT)
  void aDefectBreaksARule(ShippedDialect dialect, WireDefect defect) throws Exception {
    // The second message of a user; of what others say, whatever comes first.
    String which = defect == WireDefect.FORGETS ? "2" : "1";
    try (NodeBackend backend = dialect.start(server, defect.option(), which)) {
      assertThat(check(dialect.file(), backend, OF_DEFECTS))
          .filteredOn(each -> each.outcome() == Statement.Outcome.BROKEN)
          .isNotEmpty()
          .anyMatch(each -> isNamed(defect, each));
    }
  }

  /** What never arrives is missed before anybody comes back to be judged. */
  private static boolean isNamed(WireDefect defect, Statement broken) {
    return broken.seen().contains(defect.anomaly())
        || (broken.rule().equals("what another says arrives")
            && broken.seen().startsWith("no message of another within"));
  }

  @Test
  void whatMayComeTwiceIsNoDefect() throws Exception {
    assertThat(ShippedDialect.ANY_CABLE.claim()).isEqualTo(Claim.AT_LEAST_ONCE);
    try (NodeBackend backend = ShippedDialect.ANY_CABLE.start(server, "--twice", "1")) {
      assertThat(check(ShippedDialect.ANY_CABLE.file(), backend, PATIENCE))
          .allMatch(each -> each.outcome() == Statement.Outcome.HOLDS);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void socketIoRecoversSessionsAcrossNodesThatRedisStreamsJoin() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/redis-server")),
        "redis-server is not installed: apt-get install redis-server");
    try (NodeBackend nodes =
        NodeBackend.of("socket-io-nodes.mjs", server, "--recovery", "120000")) {
      assertThat(check(ShippedDialect.SOCKET_IO_RECOVERY.file(), nodes, PATIENCE))
          .hasSize(11)
          .allMatch(each -> each.outcome() == Statement.Outcome.HOLDS);
    }
  }

  /** Its page tells how to claim what an application adds to Phoenix. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aPhoenixChannelThatCatchesUpMayClaimSo() throws Exception {
    Path claiming =
        Files.writeString(
            server.resolve("catching-up.conf"),
            Files.readString(ShippedDialect.PHOENIX.file())
                .replace("delivery = at-most-once", "delivery = exactly-once, window = 2m"));
    try (NodeBackend sound = ShippedDialect.PHOENIX.start(server, "--catch-up");
        NodeBackend skipping = ShippedDialect.PHOENIX.start(server, "--catch-up", "--gap", "1")) {
      assertThat(check(claiming, sound, PATIENCE))
          .hasSize(12)
          .allMatch(each -> each.outcome() == Statement.Outcome.HOLDS);
      assertThat(check(claiming, skipping, OF_DEFECTS))
          .anyMatch(each -> isNamed(WireDefect.SKIPS, each));
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aHubThatSendsAgainWhatWasAcknowledgedIsFound() throws Exception {
    try (NodeBackend again = ShippedDialect.SIGNALR_STATEFUL.start(server, "--again", "1")) {
      assertThat(check(ShippedDialect.SIGNALR_STATEFUL.file(), again, OF_DEFECTS))
          .filteredOn(each -> each.outcome() == Statement.Outcome.BROKEN)
          .anyMatch(each -> isNamed(WireDefect.DOUBLES, each));
    }
  }

  private static List<Statement> check(Path dialect, NodeBackend backend, Duration patience)
      throws IOException, InterruptedException {
    return check(dialect, backend, patience, new ArrayList<>());
  }

  private static List<Statement> check(
      Path dialect, NodeBackend backend, Duration patience, List<String> untaken)
      throws IOException, InterruptedException {
    Properties properties = new Properties();
    properties.setProperty("holdfast.target", backend.url());
    RunPlan plan = RunPlan.of(Configuration.load(properties, Map.of()));
    FrameListener listener =
        new FrameListener() {
          @Override
          public void secret(String value) {}

          @Override
          public void sent(String frame) {}

          @Override
          public void taken(String message, String rule, Map<String, String> values) {}

          @Override
          public void untaken(String message) {
            untaken.add(message);
          }
        };
    return new ConformanceCheck(
            plan.target().orElseThrow(),
            plan.reach(),
            FileDialect.read(dialect).watchedBy(listener),
            patience)
        .run(each -> {});
  }
}
