package dev.holdfast.capacity.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.model.Estimate;

/**
 * The text of {@code capacity.json}: a {@link CapacityRun} key by key, and under {@code answers}
 * what follows from it, for programs that do not want to work that out. Answers are never read
 * back.
 */
public final class CapacityJson {

  /** The version of the format. Keys may be added to it, none is renamed. */
  public static final int SCHEMA = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private CapacityJson() {}

  /** The text for a run. */
  public static String write(CapacityRun run) {
    ObjectNode root = JSON.createObjectNode().put("schema", SCHEMA);
    ObjectNode recorded = JSON.valueToTree(run);
    root.setAll(recorded);
    run.searches().forEach(search -> root.withArray("answers").add(answer(search)));
    return root.toPrettyString() + "\n";
  }

  /**
   * The run that a text tells of.
   *
   * @throws IllegalArgumentException if it is none, telling what is wrong with it
   */
  public static CapacityRun read(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      int schema = root.path("schema").asInt();
      if (schema != SCHEMA) {
        throw new IllegalArgumentException(
            "capacity.json must have schema " + SCHEMA + ", got: " + root.path("schema"));
      }
      return JSON.treeToValue(root, CapacityRun.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "capacity.json must be what a capacity run writes: " + e.getOriginalMessage(), e);
    }
  }

  private static ObjectNode answer(RecordedSearch search) {
    Answer answer = search.answer();
    ObjectNode node = JSON.createObjectNode().put("search", search.kind().name());
    node.put("kind", answer.kind().name());
    node.put("load", answer.load());
    node.put("above", answer.above());
    node.put("because", answer.because());
    search.saturationKnee().ifPresent(knee -> node.put("saturationKnee", knee));
    search.latencyKnee().ifPresent(knee -> node.put("latencyKnee", knee));
    search
        .fit()
        .ifPresent(
            fit -> {
              ObjectNode law = node.putObject("fit").put("confidence", fit.confidence());
              law.put("determined", fit.determined());
              put(law, "lambda", fit.lambda());
              put(law, "sigma", fit.sigma());
              put(law, "kappa", fit.kappa());
              put(law, "peak", fit.peak());
            });
    search
        .binding()
        .ifPresent(
            binding ->
                node.putObject("binding")
                    .put("resource", binding.resource().name())
                    .put("share", binding.share())
                    .put("exhausted", binding.exhausted()));
    return node;
  }

  private static void put(ObjectNode law, String name, Estimate estimate) {
    ObjectNode node = law.putObject(name);
    put(node, "value", estimate.value());
    put(node, "low", estimate.low());
    put(node, "high", estimate.high());
  }

  /** JSON has no infinity; what is beyond all numbers is absent. */
  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
