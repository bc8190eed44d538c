package dev.holdfast.promises;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.assessment.CapacityPromise;
import dev.holdfast.assessment.ValidityRules;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.ContinuityPolicy;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunIdentity;
import dev.holdfast.objectives.RecordedObjective;
import dev.holdfast.soak.SoakPromise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Promises as JSON: each objective under the name of its class, durations in ISO-8601. Strict: a
 * promise that cannot be read whole is none, for a verdict must not forget one.
 */
public final class PromisesJson {

  /** Of the form; a reader refuses any other. */
  static final int VERSION = 1;

  private static final String OBJECTIVE = "objective";
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(names())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private PromisesJson() {}

  /**
   * What that run promised when it began.
   *
   * @throws IllegalArgumentException if its {@code run.json} holds no promises, or some that this
   *     version does not know; the message says what to do
   */
  public static Promises of(RunIdentity run) {
    try {
      return read(run.promises());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("run.json of " + run.run() + ": " + e.getMessage(), e);
    }
  }

  /** As {@code run.json} holds them. */
  public static JsonNode write(Promises promises) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", VERSION);
    root.put("kind", promises.kind().name().toLowerCase(Locale.ROOT));
    root.set("scenarios", MAPPER.valueToTree(promises.scenarios()));
    root.set("policy", MAPPER.valueToTree(promises.policy()));
    root.set("validity", MAPPER.valueToTree(promises.validity()));
    ArrayNode objectives = root.putArray("objectives");
    for (RecordedObjective objective : promises.objectives()) {
      ObjectNode node = MAPPER.createObjectNode();
      node.put(OBJECTIVE, RecordedName.of(objective.getClass()));
      node.setAll(MAPPER.<ObjectNode>valueToTree(objective));
      objectives.add(node);
    }
    root.set("soak", MAPPER.valueToTree(promises.soak()));
    root.set("searches", MAPPER.valueToTree(promises.searches()));
    root.put("injectors", promises.injectors());
    root.put("evidenceShare", promises.evidenceShare());
    return asOnDisk(root);
  }

  /**
   * The promises of that JSON.
   *
   * @throws IllegalArgumentException if it holds none, or some that this version does not know
   */
  static Promises read(JsonNode root) {
    if (!root.isObject()) {
      throw new IllegalArgumentException(
          "promises must be recorded, got: none, for an earlier version recorded this run;"
              + " judge and report it with that version");
    }
    if (root.path("version").asInt() != VERSION) {
      throw new IllegalArgumentException(
          "promises must be of version "
              + VERSION
              + ", got: "
              + root.path("version")
              + "; judge and report this run with the version that recorded it");
    }
    List<RecordedObjective> objectives = new ArrayList<>();
    root.path("objectives").forEach(each -> objectives.add(objective(each)));
    List<CapacityPromise> searches = new ArrayList<>();
    root.path("searches").forEach(each -> searches.add(value(each, CapacityPromise.class)));
    List<String> scenarios = new ArrayList<>();
    root.path("scenarios").forEach(each -> scenarios.add(each.asText()));
    return new Promises(
        value(root.path("kind"), PromisedRun.class),
        scenarios,
        value(root.path("policy"), ContinuityPolicy.class),
        value(root.path("validity"), ValidityRules.class),
        objectives,
        soak(root.path("soak")),
        searches,
        root.path("injectors").asInt(),
        root.path("evidenceShare").asDouble());
  }

  private static @Nullable SoakPromise soak(JsonNode node) {
    return node.isObject() ? value(node, SoakPromise.class) : null;
  }

  private static RecordedObjective objective(JsonNode node) {
    Class<? extends RecordedObjective> type =
        RecordedName.type(node.path(OBJECTIVE).asText())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "an objective must be one that this version knows, got: "
                            + node.path(OBJECTIVE)
                            + "; judge and report this run with the version that recorded it"));
    ObjectNode fields = node.deepCopy();
    fields.remove(OBJECTIVE);
    return value(fields, type);
  }

  private static <T> T value(JsonNode node, Class<T> type) {
    try {
      T value = MAPPER.treeToValue(node, type);
      if (value == null) {
        throw new IllegalArgumentException(
            "promises must have a " + type.getSimpleName() + ", got: none");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "promises must have a "
              + type.getSimpleName()
              + " that can be read, got: "
              + e.getOriginalMessage(),
          e);
    }
  }

  /** Numbers as a reader will find them, so that what is written equals what is read. */
  private static JsonNode asOnDisk(JsonNode root) {
    try {
      return MAPPER.readTree(MAPPER.writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("promises cannot be written", e);
    }
  }

  private static SimpleModule names() {
    SimpleModule module = new SimpleModule("holdfast-promises");
    named(module, Duration.class, Duration::toString, Duration::parse);
    named(module, Cohort.class, Cohort::toString, Cohort::of);
    named(module, Phase.class, Phase::id, Phase::of);
    named(module, Anomaly.class, Anomaly::id, Anomaly::of);
    named(
        module,
        PromisedRun.class,
        kind -> kind.name().toLowerCase(Locale.ROOT),
        text -> PromisedRun.valueOf(text.toUpperCase(Locale.ROOT)));
    return module;
  }

  private static <T> void named(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator to, SerializerProvider provider)
              throws IOException {
            to.writeString(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            String text = from.getValueAsString("");
            try {
              return read.apply(text);
            } catch (RuntimeException e) {
              throw context.weirdStringException(text, type, String.valueOf(e.getMessage()));
            }
          }
        });
  }
}
