package dev.holdfast.bench;

import dev.holdfast.plan.LoadPlan;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Artillery, as npm has it, with the same exchange. Its WebSocket engine opens one connection for a
 * user and takes the next frame for an answer: to come back, and to wait for one frame among
 * several, are functions of the script ({@code steps.cjs}).
 *
 * @param gap for which users are away
 * @param installed the folder that npm installs into, once
 */
record ArtilleryGenerator(LoadPlan load, Duration gap, Path installed) implements Generator {

  private static final long INSTALL_MINUTES = 15;

  @Override
  public String name() {
    return "Artillery";
  }

  @Override
  public ProcessBuilder against(URI target, Path own) throws IOException {
    install();
    copy("steps.cjs", own);
    Files.write(own.resolve("users.csv"), lines());
    Files.write(own.resolve("notes.txt"), UserFrames.notes());
    Path script = own.resolve("history.yml");
    Files.writeString(script, script(target));
    ProcessBuilder artillery =
        new ProcessBuilder(
            "node",
            installed.resolve("node_modules/artillery/bin/run").toString(),
            "run",
            script.toString());
    artillery.directory(own.toFile());
    artillery.environment().put("ARTILLERY_DISABLE_TELEMETRY", "true");
    artillery.environment().put("HOLDFAST_GAP_MILLIS", String.valueOf(gap.toMillis()));
    return artillery;
  }

  private void install() throws IOException {
    if (!Files.exists(installed.resolve("node_modules/artillery/bin/run"))) {
      fetch();
    }
    // Even when told not to, it sends its makers an event of each run. Without this it cannot.
    delete(installed.resolve("node_modules/posthog-node"));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private void fetch() throws IOException {
    Files.createDirectories(installed);
    copy("package.json", installed);
    Path output = installed.resolve("npm.txt");
    Process npm =
        Processes.start(
            new ProcessBuilder("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(installed.toFile()),
            output);
    try {
      if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroy();
        throw new IOException("npm could not install Artillery: see " + output);
      }
    } catch (InterruptedException e) {
      npm.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("npm was interrupted", e);
    }
  }

  private static void copy(String resource, Path folder) throws IOException {
    try (InputStream stream =
        ArtilleryGenerator.class.getResourceAsStream("/artillery/" + resource)) {
      Files.copy(stream, folder.resolve(resource), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(List.of("user", "many", "large"));
    IntStream.rangeClosed(1, 3).forEach(i -> names.add("established" + i));
    IntStream.range(0, load.cycles()).forEach(i -> names.add("further" + i));
    return names;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int user = 1; user <= load.users(); user++) {
      UserFrames frames = UserFrames.of(user, load.cycles());
      List<String> fields = new ArrayList<>();
      fields.add(String.valueOf(user));
      fields.add(frames.many() ? "1" : "0");
      fields.add(frames.large().orElse(""));
      fields.addAll(frames.established());
      fields.addAll(frames.further());
      lines.add(
          fields.stream()
              .map(field -> '"' + field.replace("\"", "\"\"") + '"')
              .collect(Collectors.joining(",")));
    }
    return lines;
  }

  private String script(URI target) {
    return """
    config:
      target: %s
      processor: ./steps.cjs
      phases:
        - duration: %d
          arrivalCount: %d
      payload:
        path: ./users.csv
        order: sequence
        fields: [%s]
      ws:
        timeout: 5
    scenarios:
      - engine: ws
        flow:
          - connect: { function: openSession }
          - function: establish
          - count: %d
            loop:
              - think: %s
              - function: comeBack
              - send:
                  payload: '%s'
                  match: { json: $.type, value: conversation_history }
              - send:
                  payload: '%s'
                  match: { json: $.type, value: agent_context }
              - send:
                  payload: '%s'
                  match: { json: $.type, value: context_check_result }
              - function: say
    """
        .formatted(
            target,
            load.ramp().toSeconds(),
            load.users(),
            String.join(", ", names()),
            load.cycles(),
            load.pace().minus(gap).toMillis() + "ms",
            UserFrames.request("get_conversation_history", "{{ $loopCount }}"),
            UserFrames.request("get_agent_context", "{{ $loopCount }}"),
            UserFrames.request("context_check", "{{ $loopCount }}"));
  }
}
