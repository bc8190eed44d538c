package dev.holdfast.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.lateness.Lateness;
import dev.holdfast.lateness.Spans;
import dev.holdfast.markup.ShownText;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.report.story.RunEventWords;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** What the page's charts draw, as compact JSON: no chart has more than about a thousand points. */
public final class ChartData {

  /** Spans of time that the charts over time show. */
  public static final int SPANS = 500;

  private static final String LAG_LIMIT = "holdfast.generator.event-loop-lag-p99";
  private static final String PAUSE_LIMIT = "holdfast.generator.gc-pause-max";
  private static final String LIMIT = "limit";
  private static final int LONGEST_NAME = 40;

  private static final MathContext DIGITS = new MathContext(4);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ChartData() {}

  static String of(RunRecord run, Map<Series, List<LatencyOverTime.Point>> overTime) {
    ObjectNode data = NODES.objectNode();
    data.put("durationMillis", run.durationMillis());
    data.set("timeline", timeline(run));
    data.set("words", words(run));
    ArrayNode worst = data.putArray("worst");
    Headline.worstLosses(run.tallies()).forEach(worst::add);
    data.set("percentiles", percentiles(run));
    data.set("overTime", overTime(overTime));
    data.set("storm", StormSection.curves(run));
    limit(run, LAG_LIMIT).ifPresent(limit -> data.put("lagLimitMillis", limit.toMillis()));
    data.set("late", late(run));
    return data.toString();
  }

  /** As the run's own settings give it; a run that was recorded otherwise has none. */
  private static Optional<Duration> limit(RunRecord run, String key) {
    String given = run.identity().configuration().get(key);
    if (given == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ConfigFactory.parseMap(Map.of(LIMIT, given)).getDuration(LIMIT));
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  /** The stretches in which the generator was late, from and to; none where that is not known. */
  private static ArrayNode late(RunRecord run) {
    ArrayNode stretches = NODES.arrayNode();
    Optional<Duration> lag = limit(run, LAG_LIMIT);
    Optional<Duration> pause = limit(run, PAUSE_LIMIT);
    if (lag.isPresent() && pause.isPresent() && run.lag().getTotalCount() > 0) {
      Spans.of(Lateness.of(run, lag.get(), pause.get()).late())
          .asList()
          .forEach(span -> stretches.addArray().add(span.fromMillis()).add(span.toMillis()));
    }
    return stretches;
  }

  private static ObjectNode timeline(RunRecord run) {
    ObjectNode timeline = NODES.objectNode();
    ArrayNode at = timeline.putArray("t");
    ArrayNode middle = timeline.putArray("middle");
    ArrayNode users = timeline.putArray("users");
    ArrayNode connections = timeline.putArray("connections");
    ArrayNode kept = timeline.putArray("kept");
    ArrayNode broken = timeline.putArray("broken");
    ObjectNode anomalies = timeline.putObject("anomalies");
    for (Anomaly anomaly : Anomaly.values()) {
      if (run.anomalies().getOrDefault(anomaly, 0L) > 0) {
        anomalies.putArray(anomaly.id());
      }
    }
    ObjectNode events = timeline.putObject("events");
    for (Timeline.Span span : Timeline.of(run.intervals(), SPANS)) {
      at.add(span.toMillis());
      middle.add((span.fromMillis() + span.toMillis()) / 2);
      users.add(span.users());
      connections.add(span.connections());
      kept.add(rounded(span.tally().kept() / span.seconds()));
      broken.add(rounded((span.tally().judged() - span.tally().kept()) / span.seconds()));
      for (Map.Entry<String, JsonNode> kind : anomalies.properties()) {
        ((ArrayNode) kind.getValue())
            .add(span.anomalies().getOrDefault(Anomaly.of(kind.getKey()), 0L));
      }
      events(events, span);
    }
    return timeline;
  }

  /** How the events of this run are called in words, by the name that the timeline has. */
  private static ObjectNode words(RunRecord run) {
    ObjectNode words = NODES.objectNode();
    for (String name : run.events().keySet()) {
      String inWords = ShownText.of(RunEventWords.of(name), LONGEST_NAME);
      words.put(ShownText.of(name, LONGEST_NAME), inWords);
    }
    return words;
  }

  /** Only where there were any: pairs of an instant and a count. */
  private static void events(ObjectNode events, Timeline.Span span) {
    span.events()
        .forEach(
            (name, count) ->
                events
                    .withArrayProperty(ShownText.of(name, LONGEST_NAME))
                    .addArray()
                    .add((span.fromMillis() + span.toMillis()) / 2)
                    .add(count));
  }

  private static ArrayNode percentiles(RunRecord run) {
    ArrayNode all = NODES.arrayNode();
    run.latencies().entrySet().stream()
        .filter(entry -> entry.getValue().getTotalCount() > 0)
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparing(Series::phase)
                    .thenComparing(Series::cohort, CohortName.ORDER)))
        .forEach(entry -> curve(series(all, entry.getKey()), entry.getValue()));
    return all;
  }

  private static void curve(ObjectNode series, Histogram micros) {
    ArrayNode points = series.putArray("points");
    for (PercentileCurve.Point point : PercentileCurve.of(micros)) {
      points.addArray().add(rounded(point.oneIn())).add(rounded(point.millis()));
    }
  }

  private static ArrayNode overTime(Map<Series, List<LatencyOverTime.Point>> overTime) {
    ArrayNode all = NODES.arrayNode();
    overTime.forEach(
        (key, points) -> {
          ObjectNode series = series(all, key);
          ArrayNode at = series.putArray("t");
          ArrayNode p50 = series.putArray("p50");
          ArrayNode p99 = series.putArray("p99");
          ArrayNode max = series.putArray("max");
          for (LatencyOverTime.Point point : points) {
            at.add(point.atMillis());
            p50.add(rounded(point.p50()));
            p99.add(rounded(point.p99()));
            max.add(rounded(point.max()));
          }
        });
    return all;
  }

  private static ObjectNode series(ArrayNode all, Series series) {
    return all.addObject()
        .put("phase", series.phase().id())
        .put("dimension", series.cohort().dimension())
        .put("value", series.cohort().value());
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value, DIGITS).stripTrailingZeros();
  }
}
