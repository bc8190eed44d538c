package dev.holdfast.backend.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads client frames, in one pass over the text and with fields in any order. */
public final class FrameDecoder {
  private final FrameLimits limits;
  private final JsonFactory json;

  /** A decoder that refuses what is above the limits. */
  public FrameDecoder(FrameLimits limits) {
    this.limits = limits;
    // The size limit bounds texts, names and numbers, so depth is the only constraint left.
    this.json =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }

  /**
   * Reads one frame.
   *
   * @throws FrameException if it is too large, no JSON, nested too deep, of an unknown type, or
   *     lacks what its type calls for
   */
  public ClientFrame decode(String text) throws FrameException {
    if (limits.tooLarge(text)) {
      throw new FrameException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          null,
          "a frame must not be above " + limits.softBytes() + " bytes");
    }
    Envelope envelope = new Envelope();
    try (JsonParser parser = json.createParser(text)) {
      read(parser, envelope);
    } catch (StreamConstraintsException e) {
      throw new FrameException(
          ErrorCode.NESTING_TOO_DEEP,
          envelope.id,
          "a frame must not be nested deeper than " + limits.depth() + " levels");
    } catch (IOException e) {
      throw new FrameException(
          ErrorCode.INVALID_JSON, envelope.id, "a frame must be one JSON object");
    }
    return envelope.payload.toFrame(envelope.requiredType(), envelope.id);
  }

  private static void read(JsonParser parser, Envelope envelope)
      throws IOException, FrameException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      // Read to the end first: what is not JSON at all is told apart from JSON of another form.
      parser.skipChildren();
      end(parser);
      throw new FrameException(
          ErrorCode.INVALID_PAYLOAD, null, "a frame must be a JSON object with a type");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "type" -> envelope.type = text(parser, value);
        case "id" -> envelope.readId(parser, value);
        case "payload" -> envelope.payload.read(parser, value);
        default -> parser.skipChildren();
      }
    }
    end(parser);
  }

  private static void end(JsonParser parser) throws IOException {
    if (parser.currentToken() == null || parser.nextToken() != null) {
      throw new IOException("not one JSON value");
    }
  }

  private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }

  /** The frame's own fields, as far as they have been read. */
  private static final class Envelope {
    private static final int MAX_ID_CHARS = 256;

    private final PayloadFields payload = new PayloadFields();
    private @Nullable String type;
    private @Nullable String id;

    private void readId(JsonParser parser, JsonToken value) throws IOException {
      String read = text(parser, value);
      if (read != null && read.length() <= MAX_ID_CHARS) {
        id = read;
      } else if (value != JsonToken.VALUE_NULL) {
        payload.refuse("id must be a text of at most " + MAX_ID_CHARS + " characters");
      }
    }

    private String requiredType() throws FrameException {
      if (type == null) {
        throw new FrameException(ErrorCode.INVALID_PAYLOAD, id, "type must be a text");
      }
      return type;
    }
  }
}
