package dev.holdfast.dialect.file.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document. Source: RFC 6901; besides, {@code /-} is the last element of an
 * array, and {@code #} enters JSON that is written inside a string.
 */
final class JsonPath {

  private final List<List<String>> steps;

  private JsonPath(List<List<String>> steps) {
    this.steps = steps;
  }

  /**
   * Compiles a path.
   *
   * @throws IllegalArgumentException if it is none; the text says the rule
   */
  static JsonPath of(String text) {
    List<List<String>> steps = new ArrayList<>();
    for (String part : text.split("#", -1)) {
      if (!part.isEmpty() && !part.startsWith("/")) {
        throw new IllegalArgumentException("a JSON Pointer such as /payload/id");
      }
      steps.add(
          part.isEmpty()
              ? List.of()
              : Arrays.stream(part.substring(1).split("/", -1))
                  .map(token -> token.replace("~1", "/").replace("~0", "~"))
                  .toList());
    }
    return new JsonPath(steps);
  }

  /** Its steps from the root on; null where it enters JSON inside a string. */
  @Nullable List<String> steps() {
    return steps.size() == 1 ? steps.get(0) : null;
  }

  /** What stands there; null if nothing does. */
  @Nullable JsonNode in(JsonNode document) {
    JsonNode node = document;
    for (int i = 0; i < steps.size() && node != null; i++) {
      node = i == 0 ? node : parsed(node);
      for (String token : steps.get(i)) {
        node = node == null ? null : step(node, token);
      }
    }
    return node == null || node.isMissingNode() ? null : node;
  }

  private static @Nullable JsonNode step(JsonNode node, String token) {
    if (!node.isArray()) {
      return node.get(token);
    }
    if (token.equals("-")) {
      return node.get(node.size() - 1);
    }
    try {
      return node.get(Integer.parseInt(token));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable JsonNode parsed(JsonNode node) {
    return node.isTextual() ? Json.read(node.textValue()) : null;
  }

  /** A value as text: a number keeps its digits; null where there is none. */
  static @Nullable String text(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }
}
