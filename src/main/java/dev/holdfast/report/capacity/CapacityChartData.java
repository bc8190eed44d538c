package dev.holdfast.report.capacity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.Level;
import dev.holdfast.capacity.LevelVerdict;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.model.Estimate;
import dev.holdfast.capacity.model.UslFit;
import dev.holdfast.capacity.plan.CapacityRun;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What the charts of a capacity page draw, as compact JSON. */
final class CapacityChartData {

  private static final int CURVE_POINTS = 60;

  /** How far beyond the highest level the law is drawn. */
  private static final double BEYOND = 1.25;

  private static final MathContext DIGITS = new MathContext(5);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CapacityChartData() {}

  static String of(CapacityRun run) {
    ObjectNode data = NODES.objectNode();
    ArrayNode searches = data.putArray("searches");
    run.searches().forEach(search -> searches.add(search(search)));
    return data.toString();
  }

  private static ObjectNode search(RecordedSearch search) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("id", CapacityWords.id(search.kind()))
            .put("unit", search.kind().words())
            .put("sameAxis", search.kind() == LoadKind.SESSIONS)
            .put("promise", search.promise().p99Millis());
    Double limit = search.answer().load();
    if (limit != null) {
      node.put("limit", rounded(limit));
      node.put("limitIs", search.answer().kind() == Answer.Kind.LIMIT ? "limit" : "at least");
    }
    search
        .atLimit()
        .ifPresent(level -> node.put("limitAtOnce", rounded(level.figures().concurrency())));
    search.saturationKnee().ifPresent(knee -> node.put("knee", rounded(knee)));
    search.latencyKnee().ifPresent(knee -> node.put("latencyKnee", rounded(knee)));
    ArrayNode levels = node.putArray("levels");
    search.levels().forEach(level -> levels.add(level(level)));
    search
        .fit()
        .filter(UslFit::determined)
        .ifPresent(fit -> law(node.putArray("law"), fit, search));
    return node;
  }

  private static ObjectNode level(Level level) {
    return NODES
        .objectNode()
        .put("verdict", level.verdict().name())
        .put("load", rounded(level.load()))
        .put("atOnce", rounded(level.figures().concurrency()))
        .put("throughput", rounded(level.figures().throughput()))
        .put("p50", rounded(level.figures().p50Millis()))
        .put("p99", rounded(level.figures().p99Millis()));
  }

  private static void law(ArrayNode points, UslFit fit, RecordedSearch search) {
    double most =
        niceAbove(
            BEYOND
                * search.levels().stream()
                    .filter(level -> level.verdict() != LevelVerdict.INVALID)
                    .mapToDouble(level -> level.figures().concurrency())
                    .max()
                    .orElse(1));
    for (int i = 0; i <= CURVE_POINTS; i++) {
      double at = most * i / CURVE_POINTS;
      Estimate throughput = fit.throughput(at);
      points
          .addArray()
          .add(rounded(at))
          .add(rounded(throughput.value()))
          .add(rounded(throughput.low()))
          .add(rounded(throughput.high()));
    }
  }

  /** The next number of two digits, at which an axis may end. */
  private static double niceAbove(double value) {
    return new BigDecimal(value, new MathContext(2, RoundingMode.CEILING)).doubleValue();
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value, DIGITS).stripTrailingZeros();
  }
}
