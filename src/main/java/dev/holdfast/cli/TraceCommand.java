package dev.holdfast.cli;

import dev.holdfast.http.OrderedSocket;
import dev.holdfast.http.PlainHttp;
import dev.holdfast.plan.RunPlan;
import dev.holdfast.plan.reach.Target;
import dev.holdfast.settings.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.CookieManager;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the frames of one connection, to start a dialect file from. */
@Command(
    name = "trace",
    description =
        "Opens one connection, sends what it is given, and writes down every frame, secrets masked:"
            + " what a dialect file needs rules for. It needs no dialect.")
final class TraceCommand implements Callable<Integer> {

  private static final String TARGET = "holdfast.target";

  @Option(
      names = "--target",
      required = true,
      paramLabel = "URL",
      description = "with path and query, such as wss://staging.example.org/chat?room=1")
  private String target = "";

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description = "of the handshake; may be given several times; its value is masked")
  private List<String> headers = List.of();

  @Option(
      names = "--subprotocol",
      paramLabel = "NAME",
      description = "that the handshake offers; may be given several times")
  private List<String> subprotocols = List.of();

  @Option(
      names = "--send",
      paramLabel = "TEXT",
      description =
          "a frame; may be given several times. The first is sent at once, each further one when"
              + " something came after the one before, or half a second later")
  private List<String> sends = List.of();

  @Option(names = "--binary", description = "sends frames as bytes, not as text")
  private boolean binary;

  @Option(
      names = "--secret",
      paramLabel = "VALUE",
      description = "is masked wherever it stands, such as a password within a frame")
  private List<String> secrets = List.of();

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "how long is listened after the last frame was sent (default: 10)")
  private int seconds;

  @Option(names = "--out", paramLabel = "FILE", description = "writes there and not to the console")
  private @Nullable Path out;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Map<String, String> named = named();
    Target to = target();
    if (out == null) {
      return trace(to, named, spec.commandLine().getOut());
    }
    try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(out, StandardCharsets.UTF_8))) {
      int exit = trace(to, named, file);
      spec.commandLine().getOut().println("written to " + out);
      return exit;
    }
  }

  private int trace(Target to, Map<String, String> named, PrintWriter where)
      throws InterruptedException {
    FrameTrace trace = FrameTrace.whole(where);
    secrets.forEach(trace::secret);
    named.values().forEach(value -> List.of(value.split(" ")).forEach(trace::secret));
    Tracing tracing = new Tracing(trace);
    try {
      WebSocket socket =
          PlainHttp.bringing(
                  PlainHttp.client(
                          to.tls().context(), Duration.ofSeconds(seconds), new CookieManager())
                      .newWebSocketBuilder()
                      .connectTimeout(Duration.ofSeconds(seconds)),
                  named,
                  subprotocols)
              .buildAsync(to.socket(), tracing)
              .get(seconds, TimeUnit.SECONDS);
      trace.says(
          "connected"
              + (socket.getSubprotocol().isEmpty()
                  ? ""
                  : ", subprotocol " + socket.getSubprotocol()));
      tracing.send(new OrderedSocket(socket), sends, binary);
      tracing.listen(Duration.ofSeconds(seconds));
      socket.abort();
      return ExitCode.OK;
    } catch (ExecutionException e) {
      trace.says("✗ the handshake failed: " + told(e.getCause()));
      return ExitCode.FAIL;
    } catch (TimeoutException e) {
      trace.says("✗ no answer to the handshake within " + seconds + " s");
      return ExitCode.FAIL;
    }
  }

  private static String told(@Nullable Throwable cause) {
    if (cause instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
      return "it was answered " + refused.getResponse().statusCode();
    }
    // The message of another kind may quote a header.
    return cause instanceof IOException
        ? String.valueOf(cause.getMessage())
        : cause == null ? "unknown" : cause.getClass().getSimpleName();
  }

  private Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new ParameterException(
            spec.commandLine(), "--header must be 'NAME: VALUE', got: one without a colon");
      }
      named.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    if (seconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--for must be at least 1 second, got: " + seconds);
    }
    return named;
  }

  private Target target() {
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    properties.setProperty(TARGET, target);
    return RunPlan.of(Configuration.load(properties, System.getenv())).target().orElseThrow();
  }
}
