package dev.holdfast.dialect.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document of AsyncAPI that describes a server. Source: the AsyncAPI specification 3.0.0; what an
 * application's operation {@code receive}s, its clients send.
 */
final class AsyncApi {

  /** How long a chain of references may be. */
  private static final int LONGEST_CHAIN = 20;

  /** How deep schemas are followed: one may hold itself. */
  private static final int DEEPEST = 4;

  private static final String REFERENCE = "$ref";

  private final JsonNode document;

  private AsyncApi(JsonNode document) {
    this.document = document;
  }

  /**
   * Reads a document, YAML or JSON.
   *
   * @throws IllegalArgumentException if it is none of version 3
   */
  static AsyncApi read(String text) {
    JsonNode document;
    try {
      document = new YAMLMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "must be a document of YAML or JSON, got a mistake at line "
              + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()));
    }
    String version = document == null ? "" : document.path("asyncapi").asText("");
    if (!version.startsWith("3.")) {
      throw new IllegalArgumentException(
          "must be a document of AsyncAPI 3, with the key asyncapi, got: "
              + (version.isEmpty() ? "none" : "version " + version));
    }
    return new AsyncApi(document);
  }

  /** What it is called. */
  String title() {
    return document.path("info").path("title").asText("a backend");
  }

  /** Where connections are opened: the path of a server, and the address of its first channel. */
  String path() {
    String path = first(document.path("servers")).path("pathname").asText("");
    String address = first(document.path("channels")).path("address").asText("");
    String of = address.startsWith("/") ? path.replaceAll("/$", "") + address : path;
    return of.isEmpty() || of.startsWith("/") ? of : "/" + of;
  }

  private JsonNode first(JsonNode map) {
    return map.isObject() && !map.isEmpty() ? followed(map.elements().next()) : map.path("none");
  }

  /** Every kind of message that an operation sends or receives, in the order of the document. */
  List<DescribedMessage> messages() {
    Map<String, DescribedMessage> all = new LinkedHashMap<>();
    for (JsonNode each : document.path("operations")) {
      JsonNode operation = followed(each);
      boolean fromServer = operation.path("action").asText("").equals("send");
      if (operation.has("messages")) {
        operation
            .path("messages")
            .forEach(message -> add(all, named(message), message, fromServer));
      } else {
        followed(operation.path("channel"))
            .path("messages")
            .properties()
            .forEach(message -> add(all, message.getKey(), message.getValue(), fromServer));
      }
    }
    return new ArrayList<>(all.values());
  }

  private void add(
      Map<String, DescribedMessage> all, String name, JsonNode message, boolean fromServer) {
    JsonNode of = followed(message);
    JsonNode payload = resolved(followed(of.path("payload")), 0);
    // A schema of another language than JSON's own stands one level below.
    JsonNode schema = payload.has("schema") ? payload.path("schema") : payload;
    JsonNode example = of.path("examples").path(0).path("payload");
    all.putIfAbsent(
        name + (fromServer ? "<" : ">"),
        new DescribedMessage(of.path("name").asText(name), fromServer, schema, example));
  }

  private static String named(JsonNode message) {
    String reference = message.path(REFERENCE).asText("message");
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  /** What a reference within the document leads to; nothing where it leads out of it. */
  private JsonNode followed(JsonNode node) {
    JsonNode at = node;
    for (int i = 0; i < LONGEST_CHAIN && at.has(REFERENCE); i++) {
      String reference = at.path(REFERENCE).asText();
      at =
          reference.startsWith("#/")
              ? document.at(reference.substring(1))
              : JsonNodeFactory.instance.missingNode();
    }
    return at;
  }

  /** A schema whose properties are no references, and that has those of all that it is made of. */
  private JsonNode resolved(JsonNode schema, int depth) {
    if (!schema.isObject() || depth >= DEEPEST) {
      return schema;
    }
    ObjectNode whole = schema.deepCopy();
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    for (JsonNode part : schema.path("allOf")) {
      resolved(followed(part), depth + 1)
          .path("properties")
          .properties()
          .forEach(each -> properties.set(each.getKey(), each.getValue()));
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            each -> properties.set(each.getKey(), resolved(followed(each.getValue()), depth + 1)));
    if (!properties.isEmpty()) {
      whole.set("properties", properties);
    }
    return whole;
  }
}
