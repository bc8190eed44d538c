package dev.holdfast.dialect.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of message that a document describes.
 *
 * @param name in the document
 * @param fromServer who sends it
 * @param schema of its payload, a JSON schema; missing where none is told
 * @param example a payload; missing where none is told
 */
record DescribedMessage(String name, boolean fromServer, JsonNode schema, JsonNode example) {

  private static final List<String> KINDS =
      List.of("type", "op", "event", "kind", "action", "method", "command", "cmd", "t");

  /** How deep constants are looked for. */
  private static final int DEEPEST = 3;

  /** The values that stand in all messages of the kind, by JSON Pointer. */
  Map<String, String> constants() {
    Map<String, String> constants = new LinkedHashMap<>();
    collect("", schema, constants, 0);
    if (constants.isEmpty()) {
      for (String kind : KINDS) {
        if (example.path(kind).isTextual()) {
          constants.put("/" + kind, example.path(kind).asText());
          return constants;
        }
      }
    }
    return constants;
  }

  private static void collect(
      String at, JsonNode schema, Map<String, String> constants, int depth) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String place = at + "/" + property.getKey();
      JsonNode of = property.getValue();
      JsonNode only = of.path("enum").size() == 1 ? of.path("enum").get(0) : of.path("const");
      if (only.isValueNode() && !only.isNull()) {
        constants.put(place, only.asText());
      } else if (depth < DEEPEST) {
        collect(place, of, constants, depth + 1);
      }
    }
  }

  /** The first place whose last name is one of these, the first name first. */
  Optional<String> place(List<String> names) {
    List<String> places = new ArrayList<>();
    places("", schema, places, 0);
    if (places.isEmpty()) {
      placesOf("", example, places, 0);
    }
    for (String name : names) {
      for (String place : places) {
        if (place.substring(place.lastIndexOf('/') + 1).equalsIgnoreCase(name)) {
          return Optional.of(place);
        }
      }
    }
    return Optional.empty();
  }

  /** The first names of all places, for who has nothing better to tell it by. */
  List<String> firstPlaces() {
    List<String> places = new ArrayList<>();
    schema.path("required").forEach(each -> places.add("/" + each.asText()));
    return places;
  }

  private static void places(String at, JsonNode schema, List<String> places, int depth) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      places.add(at + "/" + property.getKey());
    }
    if (depth < DEEPEST) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        places(at + "/" + property.getKey(), property.getValue(), places, depth + 1);
      }
    }
  }

  private static void placesOf(String at, JsonNode example, List<String> places, int depth) {
    for (Map.Entry<String, JsonNode> property : example.properties()) {
      places.add(at + "/" + property.getKey());
      if (depth < DEEPEST) {
        placesOf(at + "/" + property.getKey(), property.getValue(), places, depth + 1);
      }
    }
  }

  /** A payload: the example, or one that the schema allows. */
  JsonNode payload() {
    return example.isMissingNode() ? made(schema, 0) : example;
  }

  private static JsonNode made(JsonNode schema, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    for (String told : List.of("const", "default", "example")) {
      if (schema.has(told)) {
        return schema.get(told);
      }
    }
    for (String told : List.of("examples", "enum")) {
      if (schema.path(told).size() > 0) {
        return schema.path(told).get(0);
      }
    }
    if (schema.has("properties") && depth <= DEEPEST) {
      ObjectNode object = nodes.objectNode();
      schema
          .path("properties")
          .properties()
          .forEach(each -> object.set(each.getKey(), made(each.getValue(), depth + 1)));
      return object;
    }
    return switch (schema.path("type").asText("string")) {
      case "integer", "number" -> nodes.numberNode(0);
      case "boolean" -> nodes.booleanNode(false);
      case "array" -> nodes.arrayNode();
      case "object" -> nodes.objectNode();
      default -> nodes.textNode("");
    };
  }
}
