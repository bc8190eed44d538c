package dev.holdfast.backend.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes server frames as JSON text. */
public final class FrameEncoder {
  private final JsonFactory json = new JsonFactory();

  /** An encoder; safe for all threads. */
  public FrameEncoder() {}

  /**
   * The frame as text.
   *
   * @param id the id of the client frame that it answers; null if it answers none
   */
  public String encode(@Nullable String id, ServerFrame frame) {
    BufferRecycler recycler = json._getBufferRecycler();
    try (SegmentedStringWriter writer = new SegmentedStringWriter(recycler)) {
      try (JsonGenerator generator = json.createGenerator(writer)) {
        generator.writeStartObject();
        generator.writeStringField("type", frame.type());
        if (id != null) {
          generator.writeStringField("id", id);
        }
        generator.writeObjectFieldStart("payload");
        frame.writePayload(generator);
        generator.writeEndObject();
        generator.writeEndObject();
      }
      return writer.getAndClear();
    } catch (IOException e) {
      throw new UncheckedIOException("a frame of type " + frame.type() + " cannot be written", e);
    } finally {
      recycler.releaseToPool();
    }
  }
}
