package dev.holdfast.measure.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.measure.Cohort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/** The journal's JSON: anomalies, outcomes and cohorts by their names, instants in ISO-8601. */
public final class JournalJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(names())
          // A journal of a later version, with further keys, can still be judged.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private JournalJson() {}

  /** One line, with its end. */
  public static byte[] line(Object value) {
    try {
      return (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document for people, with its end. */
  static byte[] document(Object value) {
    try {
      return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The value of that text.
   *
   * @throws IOException if the text is no such value
   */
  public static <T> T read(String text, Class<T> type) throws IOException {
    T value = MAPPER.readValue(text, type);
    if (value == null) {
      throw new IOException("no " + type.getSimpleName() + " but null");
    }
    return value;
  }

  private static SimpleModule names() {
    SimpleModule module = new SimpleModule("holdfast-journal");
    named(module, Anomaly.class, Anomaly::id, Anomaly::of);
    named(
        module, Outcome.class, Outcome::id, text -> Outcome.valueOf(text.toUpperCase(Locale.ROOT)));
    named(module, Cohort.class, Cohort::toString, Cohort::of);
    named(module, Instant.class, Instant::toString, Instant::parse);
    return module;
  }

  private static <T> void named(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator to, SerializerProvider provider)
              throws IOException {
            to.writeString(write.apply(value));
          }
        });
    module.addKeySerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator to, SerializerProvider provider)
              throws IOException {
            to.writeFieldName(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return named(from.getValueAsString(""), type, read);
          }
        });
    module.addKeyDeserializer(
        type,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context)
              throws IOException {
            return named(key, type, read);
          }
        });
  }

  private static <T> T named(String text, Class<T> type, Function<String, T> read)
      throws IOException {
    try {
      return read.apply(text);
    } catch (RuntimeException e) {
      throw new IOException("no " + type.getSimpleName() + " is written '" + text + "'", e);
    }
  }
}
