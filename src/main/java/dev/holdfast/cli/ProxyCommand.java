package dev.holdfast.cli;

import dev.holdfast.faults.ProxySettings;
import dev.holdfast.faults.Trust;
import dev.holdfast.faults.api.ControlServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the fault proxy on its own, steered over HTTP. */
@Command(
    name = "proxy",
    description =
        "Runs a fault proxy with the HTTP interface and the toxics of Toxiproxy, and with faults"
            + " aimed at one user's connection. Ends when interrupted.")
final class ProxyCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME=LISTEN,TARGET",
      description =
          "proxies to begin with, such as chat=127.0.0.1:9000,ws://10.0.0.5:8080; others come over"
              + " the interface")
  private List<String> proxies = List.of();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "where the interface listens; whoever reaches it may steer the proxies (default:"
              + " ${DEFAULT-VALUE})")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + ControlServer.PORT,
      description = "the port of the interface, 0 for a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--user-header",
      paramLabel = "HEADER",
      defaultValue = ProxySettings.USER_HEADER,
      description =
          "the header of the upgrade request that names the user (default: ${DEFAULT-VALUE})")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private String userHeader;

  @Option(
      names = "--threads",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "event loops, 1 to 64 (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--trust",
      paramLabel = "PEM",
      description = "certificates to trust for wss targets (default: the platform's)")
  private @Nullable Path trust;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("--port must be 0 to 65535, got: " + port);
    }
    List<Map.Entry<String, String[]>> wanted = proxies.stream().map(ProxyCommand::parse).toList();
    Path pem = trust;
    ProxySettings settings =
        ProxySettings.defaults()
            .userHeader(userHeader)
            .eventLoops(threads)
            .trust(pem == null ? Trust.platform() : Trust.certificates(pem));
    try (ControlServer server = start(settings)) {
      PrintWriter out = spec.commandLine().getOut();
      for (Map.Entry<String, String[]> each : wanted) {
        var listen = server.create(each.getKey(), each.getValue()[0], each.getValue()[1]);
        out.println(
            "proxy " + each.getKey() + " on " + listen.getHostString() + ":" + listen.getPort());
      }
      out.println("control on http://" + host + ":" + server.port());
      out.flush();
      server.awaitClose();
    }
    return ExitCode.OK;
  }

  private ControlServer start(ProxySettings settings) {
    try {
      return ControlServer.start(host, port, settings);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(
          "--host and --port must be free to listen on, got: " + host + ":" + port, e);
    }
  }

  private static Map.Entry<String, String[]> parse(String proxy) {
    int equals = proxy.indexOf('=');
    int comma = proxy.indexOf(',', equals);
    if (equals < 1 || comma < 0) {
      throw new IllegalArgumentException(
          "a proxy must be NAME=LISTEN,TARGET such as chat=127.0.0.1:9000,ws://10.0.0.5:8080, got: "
              + proxy);
    }
    String[] where = {proxy.substring(equals + 1, comma), proxy.substring(comma + 1)};
    return Map.entry(proxy.substring(0, equals), where);
  }
}
