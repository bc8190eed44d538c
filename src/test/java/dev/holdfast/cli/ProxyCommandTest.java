package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProxyCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int holdfast(String... arguments) {
    CommandLine line = Holdfast.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void aProxyRunsAndIsSteeredUntilItIsInterrupted() throws Exception {
    Thread command =
        new Thread(() -> holdfast("proxy", "--port", "0", "chat=127.0.0.1:0,ws://127.0.0.1:1"));
    command.setDaemon(true);
    command.start();
    Awaitility.await("the proxy says where it is")
        .until(() -> out.toString().contains("control on http://127.0.0.1:"));
    String control =
        out.toString().lines().filter(line -> line.startsWith("control")).findFirst().orElseThrow();
    URI proxies = URI.create(control.substring("control on ".length()) + "/proxies");

    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(proxies).timeout(Duration.ofMinutes(1)).build(),
                BodyHandlers.ofString())
            .body();

    assertThat(answer).startsWith("{\"chat\":{\"name\":\"chat\",\"listen\":\"127.0.0.1:");
    assertThat(out.toString()).contains("proxy chat on 127.0.0.1:");
    command.interrupt();
    Awaitility.await("the command ends").until(() -> !command.isAlive());
  }

  @Test
  void nonsenseIsRefusedInOneLine() throws Exception {
    assertThat(holdfast("proxy", "--port", "0", "chat")).isEqualTo(2);
    assertThat(holdfast("proxy", "--port", "70000")).isEqualTo(2);
    assertThat(holdfast("proxy", "--port", "0", "--user-header", "a b")).isEqualTo(2);
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(holdfast("proxy", "--host", "0.0.0.0", "--port", "" + taken.getLocalPort()))
          .isEqualTo(2);
    }

    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("a proxy must be NAME=LISTEN,TARGET", "got: chat"),
            line -> assertThat(line).contains("--port must be 0 to 65535, got: 70000"),
            line -> assertThat(line).contains("userHeader must be letters", "got: a b"),
            line -> assertThat(line).contains("--host and --port must be free"));
  }
}
