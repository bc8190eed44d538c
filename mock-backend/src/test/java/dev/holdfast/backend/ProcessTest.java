package dev.holdfast.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void drainsAndEndsOnSigterm() throws IOException, InterruptedException {
    Process process = start();
    TestClient client = TestClient.connect(uri(), token());
    client.await("connection_established");

    process.destroy();

    assertThat(client.await("server_shutdown").get("reason").textValue()).isEqualTo("draining");
    assertThat(client.closeCode()).isEqualTo(1001);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsByItselfWhenItsParentIsKilled() throws IOException, InterruptedException {
    Process parent = new ProcessBuilder("sleep", "600").start();
    started.add(parent);
    Process process = start("--parent-pid", Long.toString(parent.pid()));

    parent.destroyForcibly();

    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void tellsWhereItServesInOneLineAndInTheReadyFile() throws IOException {
    Process process = start("--time-scale", "0.01", "--defects", "lost-message:0.5");

    String line = new String(process.getInputStream().readNBytes(40), StandardCharsets.UTF_8);

    assertThat(line).startsWith("holdfast-mock-backend serves ws://127.0.");
    assertThat(Files.readString(folder.resolve("ready"))).matches("ws://127\\.0\\.0\\.1:\\d+/ws\n");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("ready.part");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1|unknown option '--prot'; the nearest is --port",
        "--port many|Invalid value for option '--port': 'many' is not an int",
        "--port 70000|port must be 0 to 65535, got: 70000",
        "--time-scale 2|time-scale must be above 0 and at most 1, got: 2.0",
        "--defects lost-mesage:1|no defect is named 'lost-mesage'; the nearest is lost-message",
        "--defects lost-message:2|the rate of defect lost-message must be 0 to 1, got: 2.0",
        "--chunk-delay 5|must be a number with ms, s, m or h, such as 30s, got: 5",
        "--heartbeat-interval 0ms|heartbeat-interval must be positive, got: PT0S",
        "--auth ftp://x|auth must be local or an http address, got: ftp://x",
        "--mailbox-overflow x|mailbox-overflow must be drop_oldest, drop_newest or reject",
        "--mailbox-capacity 0|capacity must be 1 to 1000, got: 0",
        "--drain-code 1000|drain-code must be 1001 or 1012, got: 1000",
        "--jwt-secret-file /nowhere|jwt-secret-file must be a readable file, got: /nowhere",
        "--max-message-bytes 0|max-message-bytes must be positive, got: 0",
        "--store rediss://x:1|store must be memory, file:<path> or redis://host:port[/db], got",
        "--store file:/tmp/x|store file:/tmp/x needs a key that outlives the process: set"
            + " $HOLDFAST",
        "--parent-pid 4194999|parent-pid names no process, got: 4194999"
      })
  void refusesNonsenseInOneLineAndExitsWithTwo(String arguments, String message) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);

    int exit = new Main(Map.of(), print, print).run(arguments.split(" "));

    assertThat(err.toString(StandardCharsets.UTF_8)).contains(message);
    assertThat(err.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains(": ")))
        .hasSizeLessThan(3);
    assertThat(exit).isEqualTo(2);
  }

  @Test
  void refusesASecretThatIsTooShortAndDoesNotShowIt() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);

    int exit = new Main(Map.of("HOLDFAST_BACKEND_JWT_SECRET", "tiny-s3cret"), print, print).run();

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("jwt-secret must be at least 32 bytes")
        .doesNotContain("tiny-s3cret");
  }

  private Process start(String... more) throws IOException {
    Path ready = folder.resolve("ready");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdfast.backend.Main",
                "--ready-file",
                ready.toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    started.add(process);
    await("the process serves").atMost(PATIENCE).until(() -> Files.exists(ready));
    return process;
  }

  private URI uri() throws IOException {
    return URI.create(Files.readString(folder.resolve("ready")).strip());
  }

  private String token() throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://" + uri().getAuthority() + "/auth/sessions"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"user_id\":\"u-1\"}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return response.body().replaceAll(".*\"session_token\":\"([^\"]+)\".*", "$1");
  }
}
