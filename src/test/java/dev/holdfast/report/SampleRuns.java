package dev.holdfast.report;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.GeneratorFigures;
import dev.holdfast.measure.Interval;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.RunRecordBuilder;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.Tally;
import dev.holdfast.measure.Witness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Recorded runs as a simulation leaves them, made up from a seed. */
public final class SampleRuns {

  static final Instant STARTED = Instant.parse("2026-11-20T14:03:21Z");
  private static final List<Cohort> COHORTS =
      List.of(
          Cohort.ALL,
          new Cohort("gap", "brief"),
          new Cohort("gap", "medium"),
          new Cohort("gap", "extended"),
          new Cohort("place", "same"),
          new Cohort("place", "other"),
          new Cohort("disruption", "close"),
          new Cohort("disruption", "reset"),
          new Cohort("disruption", "silence"));

  private static final Set<Phase> TIME_AWAY =
      EnumSet.of(
          Phase.DETECTION,
          Phase.OFFLINE,
          Phase.BACK_OFF,
          Phase.ABSENCE,
          Phase.RESUME,
          Phase.DELIVERY,
          Phase.REFUSAL);

  private SampleRuns() {}

  /** Twenty thousand reconnections, all kept. */
  public static RunRecord clean() {
    return run("release-gate-20261120140321", 24, 5_000, 20_000, Map.of(), List.of());
  }

  /** Some messages lost, one foreign context. */
  public static RunRecord broken() {
    Map<Anomaly, Long> found = new EnumMap<>(Anomaly.class);
    found.put(Anomaly.LOST_MESSAGE, 41L);
    found.put(Anomaly.LATE_RESTORE, 12L);
    found.put(Anomaly.FOREIGN_CONTEXT, 1L);
    List<Witness> witnesses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      witnesses.add(lostMessage(i));
    }
    witnesses.add(foreign());
    return run("release-gate-20261120151010", 24, 5_000, 20_000, found, witnesses);
  }

  /** Eight hours in intervals of five seconds, over a million reconnections. */
  public static RunRecord soak() {
    return run(
        "soak-20261119220000",
        5_760,
        5_000,
        1_200_000,
        Map.of(Anomaly.LATE_RESTORE, 37L),
        List.of());
  }

  /** Nothing was reached. */
  public static RunRecord unreachable() {
    return unreachable(Map.of());
  }

  /** Nothing was reached, with these settings. */
  static RunRecord unreachable(Map<String, String> more) {
    return RunRecordBuilder.of(identity("release-gate-20261120160000", more))
        .complete(false)
        .endedBy("abort")
        .abortReasons(
            List.of("target never reachable: ws://backend.example:8443/ws refused the connection"))
        .durationMillis(5_000)
        .tallies(Map.of(Cohort.ALL, Tally.NONE))
        .anomalies(anomalies(Map.of()))
        .generator(new GeneratorFigures(0, 0, 0, 0, 0, -1, -1, 0, 0))
        .build();
  }

  public static RunIdentity identity(String run, Map<String, String> more) {
    Map<String, String> configuration = new TreeMap<>(more);
    configuration.put("holdfast.users", "2000");
    configuration.put("holdfast.duration", "120s");
    configuration.put("holdfast.backend.jwt-secret", "not-for-your-eyes");
    configuration.put("holdfast.patience.connect", "5s");
    configuration.put("holdfast.time-scale", "0.01");
    return new RunIdentity(
        run,
        run.startsWith("soak") ? "SoakSimulation" : "ReleaseGateSimulation",
        STARTED,
        0.01,
        2_000,
        0.999,
        0.95,
        "mock backend",
        configuration,
        Map.of("java.version", "17.0.15", "os", "Linux 6.1, 2 processors", "gatling", "3.15.1"));
  }

  public static RunRecord run(
      String name,
      int intervals,
      long intervalMillis,
      long reconnections,
      Map<Anomaly, Long> found,
      List<Witness> witnesses) {
    Random random = new Random(20250819);
    List<Interval> over = new ArrayList<>();
    Map<Cohort, Tally> tallies = new HashMap<>();
    long broken = found.values().stream().mapToLong(Long::longValue).sum();
    for (int i = 0; i < intervals; i++) {
      long each = reconnections * (i + 1) / intervals - reconnections * i / intervals;
      long its = broken * (i + 1) / intervals - broken * i / intervals;
      Interval interval =
          interval(
              i,
              intervalMillis,
              each,
              its,
              share(found, i, intervals),
              found.isEmpty() ? Map.of() : events(i, intervals),
              random);
      interval.tallies().forEach((cohort, tally) -> tallies.merge(cohort, tally, Tally::plus));
      over.add(interval);
    }
    return RunRecordBuilder.of(identity(name, Map.of()))
        .durationMillis(intervals * intervalMillis)
        .peakConcurrentUsers(2_000)
        .tallies(tallies)
        .anomalies(anomalies(found))
        .witnesses(witnesses)
        .latencies(latencies(reconnections, random, !found.isEmpty()))
        .intervals(over)
        .generator(new GeneratorFigures(3.127, 18.4, 11.25, 96.5, 0.61, 4_113, 20_000, 0.8, 0.9992))
        .samples(
            Map.of(
                "backend.heap-after-gc-bytes.before",
                5.1e7,
                "backend.heap-after-gc-bytes.after",
                5.3e7))
        .build();
  }

  private static Interval interval(
      int i,
      long millis,
      long planned,
      long broken,
      Map<Anomaly, Long> found,
      Map<String, Long> events,
      Random random) {
    Map<Cohort, Tally> tallies = new HashMap<>();
    tallies.put(Cohort.ALL, tally(planned, broken));
    long brief = planned * 8 / 10;
    tallies.put(new Cohort("gap", "brief"), tally(brief, broken));
    tallies.put(new Cohort("gap", "medium"), tally(planned - brief, 0));
    double users = Math.min(2_000, 500.0 * (i + 1));
    return new Interval(
        i * millis,
        (i + 1) * millis,
        tallies,
        found,
        events,
        Map.of("users.active", users, "connections.open", users - random.nextInt(120)));
  }

  /** Connections are reset all along; the backend is killed once, at half of the run. */
  private static Map<String, Long> events(int i, int of) {
    long resets = 3L + i % 5;
    return i == of / 2
        ? Map.of("reset", resets, "backend-killed", 1L)
        : i == of / 2 + 1 ? Map.of("backend-ready", 1L) : Map.of("reset", resets);
  }

  private static Tally tally(long planned, long broken) {
    long degraded = (planned - broken) / 20;
    return new Tally(
        planned,
        Map.of(
            Outcome.PRESERVED, planned - broken - degraded,
            Outcome.DEGRADED, degraded,
            Outcome.BROKEN, broken));
  }

  private static Map<Anomaly, Long> share(Map<Anomaly, Long> found, int i, int of) {
    Map<Anomaly, Long> share = new EnumMap<>(Anomaly.class);
    found.forEach(
        (anomaly, count) -> {
          long its = count * (i + 1) / of - count * i / of;
          if (its > 0) {
            share.put(anomaly, its);
          }
        });
    return share;
  }

  public static Map<Anomaly, Long> anomalies(Map<Anomaly, Long> found) {
    Map<Anomaly, Long> all = new EnumMap<>(Anomaly.class);
    for (Anomaly anomaly : Anomaly.values()) {
      all.put(anomaly, found.getOrDefault(anomaly, 0L));
    }
    return all;
  }

  private static Map<Series, Histogram> latencies(long count, Random random, boolean timeAway) {
    Map<Series, Histogram> latencies = new HashMap<>();
    for (Phase phase : Phase.values()) {
      if (!timeAway && TIME_AWAY.contains(phase)) {
        continue;
      }
      for (Cohort cohort : COHORTS) {
        boolean told =
            cohort.equals(Cohort.ALL) || phase == Phase.RESTORE || phase == Phase.CONNECT;
        if (told) {
          double slower = cohort.value().equals("other") ? 1.06 : 1;
          latencies.put(
              new Series(phase, cohort),
              histogram(
                  count / (cohort.equals(Cohort.ALL) ? 1 : 3) / (phase == Phase.BACK_OFF ? 20 : 1),
                  median(phase) * slower,
                  random));
        }
      }
    }
    return latencies;
  }

  private static double median(Phase phase) {
    return switch (phase) {
      case LAG -> 300;
      case ACK, RESUME, REFUSAL -> 600;
      case TOKEN, HISTORY, CONTEXT, DELIVERY -> 1_000;
      case CONNECT, HANDSHAKE -> 2_100;
      case DETECTION -> 20_000;
      case OFFLINE -> 60_000;
      case BACK_OFF, ABSENCE -> 200_000;
      case RESTORE -> 4_200;
      case TURN -> 9_000;
    };
  }

  static Histogram histogram(long count, double median, Random random) {
    Histogram micros = new Histogram(3);
    int drawn = (int) Math.min(count, 20_000);
    for (int i = 0; i < drawn; i++) {
      micros.recordValueWithCount(
          Math.round(median * Math.exp(random.nextGaussian() * 0.6)), Math.max(1, count / drawn));
    }
    return micros;
  }

  static Witness lostMessage(int i) {
    return new Witness(
        STARTED.plusSeconds(31 + i),
        "history",
        "s-7f3a" + i,
        i + 1,
        "reset",
        i % 2 == 0 ? "same" : "other",
        "brief " + (152 + i) + " ms",
        Outcome.BROKEN,
        List.of(
            new Finding(
                Anomaly.LOST_MESSAGE,
                "message m-" + i + " (seq 7, acknowledged)",
                "history of 6 messages, ending with seq 6")),
        List.of(
            "-1204 ms  sent user_message m-" + i,
            "-1201 ms  message_ack m-" + i + " seq 7 version 14",
            "-212 ms  connection reset by the fault proxy",
            "-60 ms  reconnected from 127.0.0.3",
            "-58 ms  connection_established, session recognised, version 13",
            "-4 ms  conversation_history of 6 messages, version 13"));
  }

  private static Witness foreign() {
    return new Witness(
        STARTED.plusSeconds(77),
        "place",
        "s-0b11",
        3,
        "close",
        "other",
        "brief 88 ms",
        Outcome.BROKEN,
        List.of(
            new Finding(
                Anomaly.FOREIGN_CONTEXT, "only texts tagged u-0b11", "a text tagged u-9c02"),
            new Finding(Anomaly.LATE_RESTORE, "restore within 500 ms", "812 ms")),
        List.of(
            "-900 ms  closed with 1000",
            "-812 ms  reconnected",
            "-1 ms  agent_context version 22"));
  }
}
