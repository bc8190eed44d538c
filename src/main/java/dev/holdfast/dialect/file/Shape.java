package dev.holdfast.dialect.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.dialect.file.rules.Incoming;
import java.util.ArrayList;
import java.util.List;

/** What a message looks like, without its values, which may be secrets. */
final class Shape {

  private static final int MOST_KEYS = 8;

  private Shape() {}

  static String of(Incoming message) {
    JsonNode json = message.json();
    if (json.isObject()) {
      List<String> keys = new ArrayList<>();
      json.fieldNames().forEachRemaining(keys::add);
      String shown = String.join(", ", keys.subList(0, Math.min(MOST_KEYS, keys.size())));
      return "an object with the keys " + shown + (keys.size() > MOST_KEYS ? ", …" : "");
    }
    if (json.isArray()) {
      return "an array of " + json.size();
    }
    return "a text of " + message.text().length() + " characters that is no JSON";
  }
}
