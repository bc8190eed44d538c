package dev.holdfast.run.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Messages as bytes: JSON. */
public final class ExchangeJson {

  private static final ObjectMapper JSON =
      // A later version may tell more; that versions differ is said by the hello.
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ExchangeJson() {}

  /** The bytes of a message. */
  public static byte[] of(Object message) {
    try {
      return JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The message of these bytes.
   *
   * @throws IOException if they are none of that type
   */
  public static <T> T read(byte[] bytes, Class<T> type) throws IOException {
    T message = JSON.readValue(bytes, type);
    if (message == null) {
      throw new IOException("no " + type.getSimpleName() + " but null");
    }
    return message;
  }
}
