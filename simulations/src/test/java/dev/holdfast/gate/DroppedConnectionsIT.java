package dev.holdfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.faults.Fault;
import dev.holdfast.faults.FaultProxy;
import dev.holdfast.faults.ProxySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target that drops connections while nobody uses them does not hold its sessions, even if every
 * return is served well: users that are dropped would come back in the end, and be counted all the
 * time.
 */
final class DroppedConnectionsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int MOST_USERS = 2_000;
  private static final int ONE_IN = 7;

  @TempDir Path folder;

  @Test
  void idleConnectionsThatAreDroppedBreakTheLevel() throws Exception {
    Path ready = folder.resolve("ready");
    Process backend = backend(ready);
    try {
      await("the backend serves").atMost(Duration.ofSeconds(60)).until(() -> Files.exists(ready));
      try (FaultProxy proxy =
          FaultProxy.start(Files.readString(ready).strip(), ProxySettings.defaults())) {
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
                "holdfast.capacity.short=10s",
                "holdfast.capacity.long=10s",
                "holdfast.capacity.most-levels=1",
                "holdfast.reports.interval=500ms");
        await("sessions are open")
            .atMost(Duration.ofSeconds(90))
            .until(() -> proxy.connections() >= 60);

        AtomicInteger round = new AtomicInteger();
        await("a level is judged while connections are dropped")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(500))
            .until(
                () -> {
                  drop(proxy, round.getAndIncrement());
                  return run.output().contains("4.000 reconnections a second: ");
                });
        run.await(PATIENCE);

        assertThat(run.output()).contains("4.000 reconnections a second: broke", "work failed");
        assertThat(answer(run).get("kind").asText()).as(run.output()).isEqualTo("NONE");
        assertThat(proxy.faults().get(Fault.RESET)).isPositive();
      }
    } finally {
      backend.destroyForcibly();
    }
  }

  /** Others each time: whoever opens a session anew has another number, and is left alone. */
  private static void drop(FaultProxy proxy, int round) {
    for (int user = round % ONE_IN; user < MOST_USERS; user += ONE_IN) {
      proxy.on("user-" + user).inject(Fault.RESET);
    }
  }

  private Process backend(Path ready) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdfast.backend.Main",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--ready-file",
                ready.toString(),
                "--parent-pid",
                String.valueOf(ProcessHandle.current().pid())))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("backend.txt").toFile())
        .start();
  }

  private static JsonNode answer(GateProcess run) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(run.run().resolve("capacity.json")))
        .get("answers")
        .get(0);
  }
}
