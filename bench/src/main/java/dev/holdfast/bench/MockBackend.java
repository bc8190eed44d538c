package dev.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mock backend of one run, a process of its own. */
final class MockBackend implements AutoCloseable {

  private static final String RETURNS = "holdfast_backend_reconnections_total";
  private static final Pattern FRAMES =
      Pattern.compile("holdfast_backend_frames_in_total\\{type=\"([^\"]+)\"} (\\S+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI target;

  private MockBackend(Process process, URI target) {
    this.process = process;
    this.target = target;
  }

  /** Starts one, and waits until it listens. */
  static MockBackend start(Path own) throws IOException, InterruptedException {
    Path ready = own.resolve("ready");
    Process process =
        Processes.start(new ProcessBuilder(command(ready)), own.resolve("backend.txt"));
    while (!Files.exists(ready)) {
      if (!process.isAlive()) {
        throw new IOException("the mock backend did not start: " + own);
      }
      Thread.sleep(20);
    }
    return new MockBackend(process, URI.create(Files.readString(ready).strip()));
  }

  URI target() {
    return target;
  }

  /** As of now, by its own metrics. */
  Served served() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://" + target.getHost() + ":" + target.getPort() + "/metrics"))
            .build();
    long returns = 0;
    Map<String, Long> frames = new TreeMap<>();
    for (String line : client.send(request, BodyHandlers.ofString()).body().split("\n")) {
      Matcher frame = FRAMES.matcher(line);
      if (line.startsWith(RETURNS)) {
        returns += (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      } else if (frame.matches()) {
        frames.put(frame.group(1), (long) Double.parseDouble(frame.group(2)));
      }
    }
    return new Served(returns, frames);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static List<String> command(Path ready) {
    List<String> command = new ArrayList<>(List.of(Processes.java()));
    command.addAll(
        List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC", "-XX:-UseAdaptiveSizePolicy"));
    command.addAll(List.of("-XX:ParallelGCThreads=2", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.holdfast.backend.Main", "--host", "127.0.0.1", "--port", "0"));
    command.addAll(List.of("--ready-file", ready.toString(), "--time-scale", "0.01"));
    command.addAll(List.of("--agent-delay", "10ms", "--trusted-proxies", "127.0.0.0/8"));
    return command;
  }
}
