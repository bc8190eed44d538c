package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.faults.Fault;
import dev.holdfast.faults.FaultProxy;
import dev.holdfast.faults.ProxySettings;
import dev.holdfast.fieldtargets.BackendProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target that drops connections while nobody uses them does not hold its sessions, even if every
 * return is served well: users that are dropped would come back in the end, and be counted all the
 * time.
 */
final class DroppedConnectionsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Pattern AT_WORK = Pattern.compile("[1-9]\\d* reconnections judged");

  @TempDir Path folder;

  @Test
  @Tag("long")
  void idleConnectionsThatAreDroppedBreakTheLevel() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder);
        FaultProxy proxy = FaultProxy.start(backend.url(), ProxySettings.defaults())) {
      GateProcess run =
          GateProcess.start(
              "CapacitySimulation",
              folder,
              "holdfast.target=" + proxy.url(),
              "holdfast.capacity.searches=reconnections",
              "holdfast.capacity.reconnections.start=4",
              "holdfast.capacity.reconnections.ceiling=4",
              "holdfast.capacity.reconnections.sessions=60",
              "holdfast.capacity.reconnections.p99=5s",
              "holdfast.capacity.warm-up=1s",
              "holdfast.capacity.short=15s",
              "holdfast.capacity.long=15s",
              "holdfast.capacity.most-levels=1",
              "holdfast.reports.interval=500ms");
      await("a level is at work")
          .atMost(Duration.ofSeconds(90))
          .until(() -> AT_WORK.matcher(run.output()).find());

      AtomicInteger user = new AtomicInteger();
      await("the level is judged while one user after the other is dropped")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                proxy.on("user-" + user.incrementAndGet()).inject(Fault.RESET);
                return run.output().contains("4.000 reconnections a second: ");
              });
      run.await(PATIENCE);

      assertThat(run.said()).contains("4.000 reconnections a second: broke", "work failed");
      assertThat(answer(run).get("kind").asText()).as(run.output()).isEqualTo("NONE");
      assertThat(proxy.faults().get(Fault.RESET)).isPositive();
    }
  }

  private static JsonNode answer(GateProcess run) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(run.run().resolve("capacity.json")))
        .get("answers")
        .get(0);
  }
}
