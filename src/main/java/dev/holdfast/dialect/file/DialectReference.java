package dev.holdfast.dialect.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;

/** Every key of a dialect file: as a page to read, and as a schema for editors. */
public final class DialectReference {

  private static final String TEXT = "string";

  private DialectReference() {}

  /** A table in Markdown, one row a key. */
  public static String markdown() {
    StringBuilder table = new StringBuilder("| key | what it says |\n|---|---|\n");
    for (DialectEntry place : DialectEntry.values()) {
      String before = place.path().isEmpty() ? "" : place.path() + ".";
      for (Key key : place.keys()) {
        table.append("| `").append(before).append(key.name()).append("` | ").append(key.does());
        if (!key.choices().isEmpty()) {
          table.append(key.choices().stream().collect(Collectors.joining("`, `", ": `", "`")));
        }
        table.append(" |\n");
      }
    }
    return table.toString();
  }

  /** A JSON schema, for a file that is written as JSON. Source: JSON Schema, draft 2020-12. */
  public static String schema() {
    ObjectNode schema = section(DialectEntry.FILE);
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A Holdfast dialect");
    return schema.toPrettyString() + "\n";
  }

  private static ObjectNode section(DialectEntry place) {
    ObjectNode section = JsonNodeFactory.instance.objectNode();
    section.put("type", "object");
    section.put("additionalProperties", false);
    ObjectNode properties = section.putObject("properties");
    for (Key key : place.keys()) {
      properties.set(key.name(), value(place, key).put("description", key.does()));
    }
    return section;
  }

  private static ObjectNode value(DialectEntry place, Key key) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    switch (key.form()) {
      case TEXT -> {
        value.putArray("type").add(TEXT).add("number");
        ArrayNode choices = JsonNodeFactory.instance.arrayNode();
        key.choices().forEach(choices::add);
        if (!choices.isEmpty()) {
          value.set("enum", choices);
        }
      }
      case FLAG -> value.put("type", "boolean");
      case TEXTS -> {
        value.putArray("type").add(TEXT).add("array");
        value.putObject("items").put("type", TEXT);
      }
      case ENTRIES -> {
        value.put("type", "object");
        value
            .putObject("additionalProperties")
            .putArray("type")
            .add(TEXT)
            .add("number")
            .add("boolean");
      }
      case SECTION -> {
        return section(below(place, key));
      }
      case SECTIONS -> {
        value.put("type", "array");
        value.set("items", section(DialectEntry.RULE));
      }
    }
    return value;
  }

  private static DialectEntry below(DialectEntry place, Key key) {
    String path = place.path().isEmpty() ? key.name() : place.path() + "." + key.name();
    for (DialectEntry each : DialectEntry.values()) {
      if (each.path().equals(path)) {
        return each;
      }
    }
    throw new IllegalStateException("no keys are told of the section " + path);
  }
}
