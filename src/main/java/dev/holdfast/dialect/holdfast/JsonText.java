package dev.holdfast.dialect.holdfast;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes one JSON object into a text. */
final class JsonText {

  /** Writes the fields of the object. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonText() {}

  static String object(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonCursor.JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be written", e);
    }
    return text.toString();
  }

  /** A client frame. */
  static String frame(String type, String id, Fields payload) {
    return object(
        json -> {
          json.writeStringField("type", type);
          json.writeStringField("id", id);
          json.writeObjectFieldStart("payload");
          payload.write(json);
          json.writeEndObject();
        });
  }
}
