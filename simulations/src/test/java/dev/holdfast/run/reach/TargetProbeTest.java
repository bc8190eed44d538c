package dev.holdfast.run.reach;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.dialect.holdfast.NativeDialect;
import dev.holdfast.fieldtargets.BackendProcess;
import dev.holdfast.fieldtargets.FieldRelay;
import dev.holdfast.fieldtargets.FieldTarget;
import dev.holdfast.fieldtargets.FieldTargets;
import dev.holdfast.plan.reach.HttpPaths;
import dev.holdfast.plan.reach.ReachPlan;
import dev.holdfast.plan.reach.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a target that cannot be reached is told to be, and that it can be with what it asks for. */
final class TargetProbeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ReachPlan NOTHING = ReachPlan.NOTHING;

  private static BackendProcess backend;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    backend = BackendProcess.start(folder);
  }

  @AfterAll
  static void stop() {
    backend.close();
  }

  @Test
  void whereItLeadsIsTold() {
    assertTold(
        FieldTargets.answering(307, Map.of("Location", "ws://other/ws?key=SECRET"), ""),
        "the handshake was answered 307, which leads to ws://other/ws?key=(redacted)",
        "holdfast.target");
  }

  @Test
  void aPageForPeopleIsTold() {
    assertTold(
        FieldTargets.answering(200, Map.of("Content-Type", "text/html"), "<html>"),
        "the handshake was answered 200, text/html",
        "no login before it");
  }

  @Test
  void aSubprotocolThatIsAskedForIsOffered() throws Exception {
    FieldTarget target = FieldTargets.wanting(400, "Sec-WebSocket-Protocol");

    assertTold(target, "was answered 400", "holdfast.reach.subprotocols");
    assertReached(
        target,
        new ReachPlan(
            ReachPlan.NATIVE,
            Map.of(),
            List.of("holdfast.v1", "chat"),
            HttpPaths.NATIVE,
            List.of()));
  }

  @Test
  void anOriginThatIsAskedForIsSent() throws Exception {
    FieldTarget target = FieldTargets.wanting(403, "Origin");

    assertTold(target, "was answered 403", "holdfast.reach.origin");
    assertReached(
        target,
        new ReachPlan(
            ReachPlan.NATIVE,
            Map.of("Origin", "https://app.example.org"),
            List.of(),
            HttpPaths.NATIVE,
            List.of()));
  }

  @Test
  void aCookieThatIsAskedForIsSent() throws Exception {
    FieldTarget target = FieldTargets.wanting(401, "Cookie");

    assertTold(target, "was answered 401", "holdfast.reach.headers");
    assertReached(
        target,
        new ReachPlan(
            ReachPlan.NATIVE, Map.of("Cookie", "a=b"), List.of(), HttpPaths.NATIVE, List.of()));
  }

  @Test
  void framesThatAreNoGreetingAreTold() throws Exception {
    try (FieldRelay relay = FieldRelay.start(backend.url(), FieldTargets.greetingInOtherWords())) {
      assertThatThrownBy(() -> probe(relay, NOTHING, Duration.ofSeconds(2)))
          .isInstanceOf(NoTargetException.class)
          .hasMessageContaining("no greeting within 2000 ms, but 1 frames that are none")
          .hasMessageContaining("\"type\":\"welcome\"");
    }
  }

  @Test
  void framesThatAreMarkedAsCompressedAreTold() {
    assertTold(FieldTargets.markingFrames(), "rsv1", "");
  }

  @Test
  void aTargetsOwnPathsAreUsed() {
    ReachPlan own =
        new ReachPlan(
            ReachPlan.NATIVE,
            Map.of(),
            List.of(),
            new HttpPaths("", Map.of("/auth/sessions", "/login")),
            List.of());
    assertTold(own, FieldTarget.SOUND, "POST /login was answered 404", "holdfast.reach.http-paths");
  }

  @Test
  void pathsThatAreNotThereAreTold() throws Exception {
    try (FieldRelay relay = FieldRelay.start(backend.url(), FieldTarget.SOUND)) {
      ReachPlan elsewhere =
          new ReachPlan(
              ReachPlan.NATIVE,
              Map.of(),
              List.of(),
              new HttpPaths("/chat-api", Map.of()),
              List.of());
      assertThatThrownBy(() -> probe(relay, elsewhere, PATIENCE))
          .hasMessageContaining("POST /chat-api/auth/sessions was answered 404")
          .hasMessageContaining("holdfast.reach.http-base");
    }
  }

  private static void assertTold(FieldTarget target, String seen, String help) {
    assertTold(NOTHING, target, seen, help);
  }

  private static void assertTold(ReachPlan reach, FieldTarget target, String seen, String help) {
    assertThatThrownBy(
            () -> {
              try (FieldRelay relay = FieldRelay.start(backend.url(), target)) {
                probe(relay, reach, PATIENCE);
              }
            })
        .isInstanceOf(NoTargetException.class)
        .hasMessageContaining(seen)
        .hasMessageContaining(help);
  }

  private static void assertReached(FieldTarget target, ReachPlan reach) throws Exception {
    try (FieldRelay relay = FieldRelay.start(backend.url(), target)) {
      assertThatCode(() -> probe(relay, reach, PATIENCE)).doesNotThrowAnyException();
    }
  }

  private static void probe(FieldRelay relay, ReachPlan reach, Duration patience)
      throws NoTargetException {
    new TargetProbe(new NativeDialect(), reach, patience)
        .require(Target.parse(relay.url()).orElseThrow().with(reach.paths()));
  }
}
