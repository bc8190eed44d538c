package dev.holdfast.fieldtargets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/**
 * How a target differs from the sound backend behind it. Each method has the sound behaviour as its
 * default. Safe for many threads.
 */
public interface FieldTarget {

  /** A sound target: the relay changes nothing. */
  FieldTarget SOUND = new FieldTarget() {};

  /**
   * What an upgrade is answered instead of being let through.
   *
   * @return empty to let it through
   */
  default Optional<Refusal> refuses(Upgrade upgrade) {
    return Optional.empty();
  }

  /**
   * What another request is answered instead of being passed on.
   *
   * @param path of it, such as {@code /auth/sessions}
   * @return empty to pass it on
   */
  default Optional<Refusal> refuses(String path, String body) {
    return Optional.empty();
  }

  /** How much later than the backend says it the client hears the first frame. */
  default Duration delay(Upgrade upgrade) {
    return Duration.ZERO;
  }

  /** Whether the backend hears what a client says. */
  default boolean hears(String frame) {
    return true;
  }

  /**
   * What the client is sent instead of what the backend says.
   *
   * @param frame may be changed and returned
   * @return empty to say nothing
   */
  default Optional<ObjectNode> says(ObjectNode frame) {
    return Optional.of(frame);
  }

  /** The reserved bits of the text frames that the client is sent: 4 is RSV1, 0 is none. */
  default int reservedBits() {
    return 0;
  }

  /** The code that the client is told where the backend closes with one. */
  default int closesWith(int code) {
    return code;
  }
}
