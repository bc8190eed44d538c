package dev.holdfast.backend.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request body: one JSON object in UTF-8. Fields that nobody asks for are tolerated. What is
 * refused is not repeated in the refusal: it may hold a token.
 */
final class JsonBody {
  private final ObjectNode fields;

  private JsonBody(ObjectNode fields) {
    this.fields = fields;
  }

  /** A parser of bodies that nest at most {@code depth} levels. */
  static ObjectMapper parser(int depth) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(depth).build())
            // Of two values of one key, a proxy may have checked the other.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  static JsonBody read(byte[] bytes, ObjectMapper parser) throws RefusedRequest {
    JsonNode node;
    try {
      node =
          parser.readTree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw RefusedRequest.invalidJson("the body must be UTF-8");
    } catch (JsonProcessingException e) {
      throw RefusedRequest.invalidJson("the body must be JSON");
    }
    if (node.isMissingNode()) {
      throw RefusedRequest.invalidJson("the body must be JSON, not empty");
    }
    if (node instanceof ObjectNode object) {
      return new JsonBody(object);
    }
    throw RefusedRequest.invalidPayload("the body must be a JSON object");
  }

  String text(String key) throws RefusedRequest {
    JsonNode value = fields.path(key);
    if (!value.isTextual()) {
      throw RefusedRequest.invalidPayload(key + " must be a string");
    }
    return value.textValue();
  }

  /** A string, if the key is there and not null. */
  Optional<String> optionalText(String key) throws RefusedRequest {
    JsonNode value = fields.path(key);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(text(key));
  }

  /** A whole number, if the key is there and not null. */
  OptionalLong number(String key) throws RefusedRequest {
    JsonNode value = fields.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw RefusedRequest.invalidPayload(key + " must be a whole number");
    }
    return OptionalLong.of(value.longValue());
  }
}
