package dev.holdfast.faults.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.faults.ApiException;
import dev.holdfast.faults.Fault;
import dev.holdfast.faults.Injection;
import dev.holdfast.faults.Relay;
import dev.holdfast.faults.stages.Direction;
import dev.holdfast.faults.stages.Ending;
import dev.holdfast.faults.stages.Toxic;
import dev.holdfast.faults.stages.ToxicType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Toxiproxy's JSON, and that of the faults beyond it. */
final class ApiJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ApiJson() {}

  /** Reads a body; an empty one is an empty object. */
  static JsonNode parse(String body) {
    try {
      return body.isBlank() ? NODES.objectNode() : MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("bad request body: " + e.getOriginalMessage(), e);
    }
  }

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ObjectNode error(ApiException e) {
    return object().put("error", e.getMessage()).put("status", e.status().code());
  }

  static ObjectNode proxy(Relay relay) {
    ObjectNode json =
        object()
            .put("name", relay.name())
            .put("listen", relay.listen().getHostString() + ":" + relay.listen().getPort())
            .put("upstream", relay.target())
            .put("enabled", relay.isEnabled());
    json.set("toxics", toxics(relay.toxics()));
    return json;
  }

  static ArrayNode toxics(List<Toxic> toxics) {
    ArrayNode json = NODES.arrayNode();
    toxics.forEach(each -> json.add(toxic(each)));
    return json;
  }

  static ObjectNode toxic(Toxic toxic) {
    ObjectNode attributes = object();
    toxic.type().attributes().forEach(key -> attributes.put(key, toxic.attribute(key)));
    ObjectNode json =
        object()
            .put("name", toxic.name())
            .put("type", toxic.type().id())
            .put("stream", toxic.stream().id())
            .put("toxicity", toxic.toxicity());
    json.set("attributes", attributes);
    return json;
  }

  static Toxic newToxic(JsonNode json) {
    ToxicType type = ToxicType.of(json.path("type").asText());
    Direction stream = Direction.of(json.path("stream").asText(Direction.DOWNSTREAM.id()));
    String name = json.path("name").asText("");
    return new Toxic(
        name.isEmpty() ? type.id() + "_" + stream.id() : name,
        type,
        stream,
        json.path("toxicity").asDouble(1),
        attributes(json.path("attributes")));
  }

  static Toxic changed(Toxic toxic, JsonNode json) {
    Map<String, Long> attributes = new LinkedHashMap<>(toxic.attributes());
    attributes.putAll(attributes(json.path("attributes")));
    double toxicity = json.path("toxicity").asDouble(toxic.toxicity());
    return new Toxic(toxic.name(), toxic.type(), toxic.stream(), toxicity, attributes);
  }

  private static Map<String, Long> attributes(JsonNode json) {
    Map<String, Long> attributes = new LinkedHashMap<>();
    json.properties()
        .forEach(
            each -> {
              if (!each.getValue().canConvertToLong()) {
                throw new IllegalArgumentException(
                    each.getKey() + " must be a whole number, got: " + each.getValue());
              }
              attributes.put(each.getKey(), each.getValue().asLong());
            });
    return attributes;
  }

  /** A fault as {@code {"fault", "stream"?, "ending"?, "time"? (milliseconds)}}. */
  static Injection injection(JsonNode json) {
    Injection defaults = Injection.of(Fault.of(json.path("fault").asText()));
    return defaults
        .direction(Direction.of(json.path("stream").asText(defaults.direction().id())))
        .ending(Ending.of(json.path("ending").asText(defaults.ending().id())))
        .time(Duration.ofMillis(json.path("time").asLong(defaults.time().toMillis())));
  }
}
