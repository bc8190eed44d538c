package dev.holdfast.run.injectors;

import dev.holdfast.capacity.IntervalReport;
import dev.holdfast.run.reach.TerminalSignals;
import dev.holdfast.steps.load.LoadCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An injector in a process of its own, with a line to it. Whichever end dies, the other sees the
 * line end: the process ends by itself then, and the run knows that it is lost.
 */
public final class ChildInjector implements Injector {

  private static final Duration START_PATIENCE = Duration.ofMinutes(1);
  private static final long END_SECONDS = 20;

  private final Process process;
  private final Socket socket;
  private final PrintWriter out;
  private final BlockingQueue<Optional<IntervalReport>> spans = new LinkedBlockingQueue<>();

  private ChildInjector(Process process, Socket socket) throws IOException {
    this.process = process;
    this.socket = socket;
    this.out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
  }

  private void listen(BufferedReader in) {
    Thread reader = new Thread(() -> read(in), "holdfast-injector-line");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts one and waits until it has called back and is warm.
   *
   * @param warmUp longest that its warm-up takes
   * @throws IOException if it does not
   */
  public static ChildInjector start(IntervalReportText.Hello hello, Duration warmUp)
      throws IOException {
    Path folder = Files.createDirectories(Path.of(hello.folder()));
    String word = UUID.randomUUID().toString();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout((int) START_PATIENCE.toMillis());
      ProcessBuilder builder =
          new ProcessBuilder(TerminalSignals.ignoredBy(command(folder)))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("injector.log").toFile());
      hidden().forEach(builder.environment()::put);
      builder.environment().put(IntervalReportText.LINK, server.getLocalPort() + ":" + word);
      Process process = builder.start();
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        if (!word.equals(in.readLine())) {
          throw new IOException("somebody else called on an injector's line");
        }
        ChildInjector injector = new ChildInjector(process, socket);
        injector.say(IntervalReportText.of(hello));
        socket.setSoTimeout((int) START_PATIENCE.plus(warmUp).toMillis());
        String warmed = in.readLine();
        if (!IntervalReportText.READY.equals(warmed)) {
          throw new IOException(warmed == null ? "it ended" : warmed);
        }
        socket.setSoTimeout(0);
        injector.listen(in);
        return injector;
      } catch (IOException e) {
        process.destroyForcibly();
        throw new IOException(
            "injector " + (hello.injector() + 1) + " did not start: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public void obey(LoadCommand order) {
    say(IntervalReportText.of(order));
  }

  @Override
  public Optional<IntervalReport> next(Duration patience) throws InterruptedException {
    Optional<IntervalReport> span = spans.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (span == null) {
      return Optional.empty();
    }
    if (span.isEmpty()) {
      // The line has ended; whoever asks again is told so again.
      spans.add(span);
    }
    return span;
  }

  @Override
  public void close() {
    say(IntervalReportText.END);
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      socket.close();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The line is gone, as it should be.
    }
  }

  private synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  private void read(BufferedReader in) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        spans.add(Optional.of(IntervalReportText.span(line)));
      }
    } catch (IOException e) {
      // Said below: there is no line any more.
    }
    spans.add(Optional.empty());
  }

  /** Passwords that this process was given, where no list of processes shows them. */
  private static Map<String, String> hidden() {
    Map<String, String> hidden = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.matches("holdfast\\..*password")) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        hidden.put(variable, System.getProperty(name));
      }
    }
    return hidden;
  }

  /** As this process was started, but for secrets and what only one process can have. */
  private static List<String> command(Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-agent") && !argument.startsWith("-javaagent"))
        .filter(argument -> !argument.matches("-Dholdfast\\.[^=]*(secret|password)=.*"))
        .forEach(command::add);
    command.add("-Dgatling.data.writers.0=file");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.gatling.app.Gatling"));
    command.addAll(List.of("-s", InjectorSimulation.class.getName(), "-nr"));
    command.addAll(List.of("-rf", folder.resolve("gatling").toString()));
    return command;
  }
}
