package dev.holdfast.dialect.file.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** Reads JSON whole and exactly: nothing may follow a document, and a number keeps its digits. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .addModule(new SimpleModule().addDeserializer(ListReader.Read.class, new ListReader()))
          .build();

  private static final ObjectReader LISTS = MAPPER.readerFor(ListReader.Read.class);

  private Json() {}

  /** The document; a missing node where the text is none. */
  static JsonNode read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** The same with the spans of a list; a missing node and none where the text is no document. */
  static ListReader.Read read(String text, List<String> steps) {
    try {
      return LISTS.withAttribute(ListReader.STEPS, steps).readValue(text);
    } catch (JsonProcessingException e) {
      return new ListReader.Read(MissingNode.getInstance(), null);
    }
  }
}
