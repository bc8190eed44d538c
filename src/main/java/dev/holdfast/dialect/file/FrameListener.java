package dev.holdfast.dialect.file;

import java.util.Map;

/** Is told of each frame of a client, and what became of each message of a server. */
public interface FrameListener {

  /** Of a listener who does not care. */
  FrameListener NOBODY =
      new FrameListener() {
        @Override
        public void secret(String value) {}

        @Override
        public void sent(String frame) {}

        @Override
        public void taken(String message, String rule, Map<String, String> values) {}

        @Override
        public void untaken(String message) {}
      };

  /** A value that must be shown to nobody. */
  void secret(String value);

  /** The client sends a frame. */
  void sent(String frame);

  /**
   * A rule has taken a message.
   *
   * @param rule such as {@code frames[2] ack}
   * @param values that it kept, by name; may be secrets
   */
  void taken(String message, String rule, Map<String, String> values);

  /** No rule takes a message. */
  void untaken(String message);
}
