package dev.holdfast.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.assessment.Assessor;
import dev.holdfast.assessment.ValidityRules;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.live.RunProgress;
import dev.holdfast.objectives.ContinuityObjective;
import dev.holdfast.report.OpenMetricsText;
import dev.holdfast.report.SampleRuns;
import dev.holdfast.report.page.LatencyOverTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is served while a run goes on is what its report says at the end. */
class LiveServerTest {

  private static final Assessor ASSESSOR =
      new Assessor(List.of(new ContinuityObjective(0.999, 0.95)), ValidityRules.standard());

  private final RunRecord soak = SampleRuns.soak();
  private final LiveRun live =
      new LiveRun(
          soak.identity(),
          ASSESSOR,
          () ->
              new RunProgress(
                  "soaking", Duration.ofMinutes(5), Optional.of(Duration.ofMinutes(55))));

  @Test
  void theMetricsAreThoseOfTheFinalReport() throws Exception {
    follow(soak.intervals());

    HttpResponse<String> answer = get("metrics");
    String atTheEnd = OpenMetricsText.of(soak, ASSESSOR.assess(soak));

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(lines(answer.body(), "holdfast_reconnections_judged"))
        .hasSize(4)
        .isEqualTo(lines(atTheEnd, "holdfast_reconnections_judged"));
    assertThat(lines(answer.body(), "holdfast_anomalies"))
        .isEqualTo(lines(atTheEnd, "holdfast_anomalies"));
    assertThat(answer.body()).contains("phase=\"restore\"").endsWith("# EOF\n");
  }

  @Test
  void thePageHasTheReportsChartsAndLoadsItselfAgain() throws Exception {
    follow(soak.intervals().subList(0, 30));

    HttpResponse<String> answer = get("");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Refresh")).contains("10");
    assertThat(answer.body()).contains("chart-reconnections", "SoakSimulation");
    assertThat(answer.body())
        .as("how far it has come, and no verdict before the end")
        .contains("RUNNING: soaking", "5\u00A0min", "55\u00A0min", "Kept so far", "Broken so far")
        .doesNotContainPattern("<h1[^\\n]*(PASS|FAIL|INVALID)");
    assertThat(answer.body())
        .as("latencies over time, one point an interval")
        .contains("chart-latency")
        .containsPattern("\"p99\":\\[(12\\.3\\d*,){29}12\\.3\\d*]");
  }

  @Test
  void whoAsksForHalfKeepsNobodyElseWaiting() throws Exception {
    try (LiveServer server = LiveServer.start(live, 0)) {
      List<Socket> halves = new ArrayList<>();
      try {
        for (int half = 0; half < 20; half++) {
          Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.page().getPort());
          socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
          halves.add(socket);
        }
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(server.page()).timeout(Duration.ofMinutes(1)).build(),
                    HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
      } finally {
        for (Socket socket : halves) {
          socket.close();
        }
      }
    }
  }

  @Test
  void aPageWhoseNameLeadsHereIsToldNothing() throws Exception {
    try (LiveServer server = LiveServer.start(live, 0)) {
      assertThat(asked(server, "attacker.example:80")).startsWith("HTTP/1.1 403");
      assertThat(asked(server, "localhost:80")).startsWith("HTTP/1.1 200");
      assertThat(asked(server, "127.0.0.1")).startsWith("HTTP/1.1 200");
    }
  }

  private static String asked(LiveServer server, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.page().getPort())) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void latenciesOverTimeStayFewAndLoseNone() {
    int intervals = LatencyOverTime.BUCKETS * 5;
    LiveLatencies latencies = new LiveLatencies();
    for (int at = 0; at < intervals; at++) {
      Histogram micros = new Histogram(3);
      micros.recordValue(1_000);
      latencies.timed(Phase.RESTORE, micros);
      latencies.timed(Phase.LAG, micros);
      latencies.ended(
          new Interval(at * 1_000L, at * 1_000L + 1_000, Map.of(), Map.of(), Map.of(), Map.of()));
    }

    var points = latencies.points();

    assertThat(points).hasSize(1);
    var restore = points.values().iterator().next();
    assertThat(restore).hasSizeBetween(LatencyOverTime.BUCKETS / 2, LatencyOverTime.BUCKETS);
    assertThat(restore.stream().mapToLong(LatencyOverTime.Point::count).sum()).isEqualTo(intervals);
    assertThat(restore).isSortedAccordingTo((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
  }

  @Test
  void beforeTheFirstIntervalThereIsAPageToo() throws Exception {
    assertThat(get("").statusCode()).isEqualTo(200);
    assertThat(get("metrics").statusCode()).isEqualTo(200);
    assertThat(get("nowhere").statusCode()).isEqualTo(404);
  }

  private void follow(List<Interval> intervals) {
    for (Interval interval : intervals) {
      Histogram micros = new Histogram(3);
      micros.recordValue(12_345);
      live.timed(Phase.RESTORE, micros);
      live.ended(interval);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (LiveServer server = LiveServer.start(live, 0)) {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(server.page().resolve(path)).build(),
              HttpResponse.BodyHandlers.ofString());
    }
  }

  private static Map<String, String> lines(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> line.substring(line.lastIndexOf(' ') + 1)));
  }
}
