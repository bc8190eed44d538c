package dev.holdfast.dialect.file.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document whole, and notes on the way where the items of its list stand. A document is
 * read as {@link Json} reads it; where a place is told twice, the last one counts.
 */
final class ListReader extends JsonDeserializer<ListReader.Read> {

  /** Under which the context of a reading has the steps to the list. */
  static final String STEPS = "steps";

  /**
   * A document.
   *
   * @param spans of its list; null where there is no list of objects there, or its place is told
   *     twice
   */
  record Read(JsonNode document, @Nullable ItemSpans spans) {}

  @Override
  @SuppressWarnings("unchecked") // Json puts them there
  public Read deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    Reading reading = new Reading(parser, context, (List<String>) context.getAttribute(STEPS));
    JsonNode document = reading.at(0);
    return new Read(document, reading.told == 1 ? reading.spans : null);
  }

  /** One document while it is read. */
  private static final class Reading {

    private final JsonParser parser;
    private final DeserializationContext context;
    private final List<String> steps;
    private final JsonDeserializer<Object> nodes;
    private @Nullable ItemSpans spans;
    private int told;

    Reading(JsonParser parser, DeserializationContext context, List<String> steps)
        throws IOException {
      this.parser = parser;
      this.context = context;
      this.steps = steps;
      this.nodes = context.findRootValueDeserializer(context.constructType(JsonNode.class));
    }

    /** The value that the parser stands on, so many steps on the way to the list. */
    JsonNode at(int step) throws IOException {
      boolean there = step == steps.size();
      JsonToken token = parser.currentToken();
      if (there) {
        told++;
      }
      if (token == JsonToken.START_ARRAY) {
        return there ? list() : array(step);
      }
      return token == JsonToken.START_OBJECT && !there ? object(step) : value();
    }

    private JsonNode value() throws IOException {
      return (JsonNode) nodes.deserialize(parser, context);
    }

    private JsonNode object(int step) throws IOException {
      ObjectNode object = context.getNodeFactory().objectNode();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        object.set(name, name.equals(steps.get(step)) ? at(step + 1) : value());
      }
      return object;
    }

    private JsonNode array(int step) throws IOException {
      ArrayNode array = context.getNodeFactory().arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        boolean next = String.valueOf(array.size()).equals(steps.get(step));
        array.add(next ? at(step + 1) : value());
      }
      return array;
    }

    private JsonNode list() throws IOException {
      ArrayNode list = context.getNodeFactory().arrayNode();
      ItemSpans items = new ItemSpans(offset());
      boolean objects = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        objects &= parser.currentToken() == JsonToken.START_OBJECT;
        list.add(value());
        items.add(offset());
      }
      spans = objects ? items : null;
      return list;
    }

    private int offset() {
      return (int) parser.currentLocation().getCharOffset();
    }
  }
}
