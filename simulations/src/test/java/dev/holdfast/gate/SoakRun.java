package dev.holdfast.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What a soak in a process of its own has recorded so far, or said at its end. */
final class SoakRun {

  static final GateProcess.Setting SETTING =
      new GateProcess.Setting("dev.holdfast.simulations.SoakSimulation", List.of(), List.of());

  private static final Pattern SINCE = Pattern.compile(" since (\\d+):(\\d\\d):(\\d\\d)");

  private static final Pattern LIVE = Pattern.compile("live: \\S+ and (\\S+metrics)");

  private SoakRun() {}

  /** How often something of that name was recorded. */
  static long events(GateProcess soak, String name) throws IOException {
    return intervals(soak).stream()
        .mapToLong(interval -> interval.path("events").path(name).asLong())
        .sum();
  }

  /** Reconnections that count, so far. */
  static long judged(GateProcess soak) throws IOException {
    return intervals(soak).stream().mapToLong(SoakRun::judgedIn).sum();
  }

  private static long judgedIn(JsonNode interval) {
    JsonNode outcomes = interval.path("tallies").path("all=all").path("outcomes");
    return StreamSupport.stream(outcomes.spliterator(), false).mapToLong(JsonNode::asLong).sum();
  }

  /** The same as its live metrics tell. */
  static long judgedLive(GateProcess soak) throws IOException, InterruptedException {
    Matcher live = LIVE.matcher(soak.output());
    if (!live.find()) {
      throw new AssertionError("no live page: " + soak.output());
    }
    HttpRequest request = HttpRequest.newBuilder(URI.create(live.group(1))).build();
    String metrics =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    return metrics
        .lines()
        .filter(line -> line.startsWith("holdfast_reconnections_judged{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Fewest users there in a stretch of the run. */
  static double fewestUsersBetween(GateProcess soak, Duration from, Duration to)
      throws IOException {
    return intervals(soak).stream()
        .filter(interval -> interval.path("fromMillis").asLong() >= from.toMillis())
        .filter(interval -> interval.path("toMillis").asLong() <= to.toMillis())
        .mapToDouble(interval -> interval.path("gauges").path("users.active").asDouble())
        .min()
        .orElseThrow();
  }

  /** Standard deviation of what is judged an interval, in a stretch of the run, over its mean. */
  static double unevenness(GateProcess soak, Duration from, Duration to) throws IOException {
    DoubleSummaryStatistics judged = new DoubleSummaryStatistics();
    double squares = 0;
    for (JsonNode interval : intervals(soak)) {
      if (interval.path("fromMillis").asLong() >= from.toMillis()
          && interval.path("toMillis").asLong() <= to.toMillis()) {
        double its = judgedIn(interval);
        judged.accept(its);
        squares += its * its;
      }
    }
    double mean = judged.getAverage();
    return Math.sqrt(squares / judged.getCount() - mean * mean) / mean;
  }

  /** The cohorts of which a reconnection was judged. */
  static Set<String> cohorts(GateProcess soak) throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode interval : intervals(soak)) {
      interval
          .path("tallies")
          .properties()
          .forEach(
              tally -> {
                if (tally.getValue().path("outcomes").properties().stream()
                    .anyMatch(count -> count.getValue().asLong() > 0)) {
                  names.add(tally.getKey());
                }
              });
    }
    return names;
  }

  /** When a drift began, since the run began. */
  static Duration since(JsonNode verdict, String id) {
    Matcher since = SINCE.matcher(ToldObjective.in(verdict, id).measured());
    if (!since.find()) {
      throw new AssertionError("no beginning is told: " + ToldObjective.in(verdict, id).measured());
    }
    return Duration.ofHours(Long.parseLong(since.group(1)))
        .plusMinutes(Long.parseLong(since.group(2)))
        .plusSeconds(Long.parseLong(since.group(3)));
  }

  /** Whole lines only: the run may be writing one. */
  private static List<JsonNode> intervals(GateProcess soak) throws IOException {
    Optional<Path> file = soak.recorded("intervals.jsonl");
    String text = file.isPresent() ? Files.readString(file.get()) : "";
    List<JsonNode> all = new ArrayList<>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      all.add(new ObjectMapper().readTree(line));
    }
    return all;
  }
}
