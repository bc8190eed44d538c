package dev.holdfast.backend.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;

/**
 * Values as JSON in ASCII, so that no text, however odd, is changed on its way through a store's
 * own encoding. Equal values have equal texts as long as they hold no maps.
 */
final class JsonCodec<V> {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .addModule(instants())
          .build();

  private final Class<V> type;

  JsonCodec(Class<V> type) {
    this.type = type;
  }

  String text(V value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new StoreException("a " + type.getSimpleName() + " cannot be written as JSON", e);
    }
  }

  V value(String text) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          "the store holds a "
              + type.getSimpleName()
              + " that cannot be read: it was written by another version; use a new store",
          e);
    }
  }

  /** ISO-8601 with all digits that the clock gave: the context after a restart is the very same. */
  private static SimpleModule instants() {
    return new SimpleModule()
        .addSerializer(
            Instant.class,
            new JsonSerializer<>() {
              @Override
              public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
                  throws IOException {
                out.writeString(value.toString());
              }
            })
        .addDeserializer(
            Instant.class,
            new JsonDeserializer<>() {
              @Override
              public Instant deserialize(JsonParser in, DeserializationContext context)
                  throws IOException {
                return Instant.parse(in.getText());
              }
            });
  }
}
