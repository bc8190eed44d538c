package dev.holdfast.dialect;

/** What one WebSocket message carries. */
public sealed interface Payload {

  /** A text message. */
  record Text(String text) implements Payload {

    /** Its length alone: it may hold a token. */
    @Override
    public String toString() {
      return "Text[" + text.length() + "]";
    }
  }

  /**
   * A binary message.
   *
   * @param bytes not copied: whoever makes it must not change them
   */
  @SuppressWarnings("ArrayRecordComponent") // frames are many, and compared by nobody
  record Binary(byte[] bytes) implements Payload {}

  /** A text message. */
  static Payload of(String text) {
    return new Text(text);
  }

  /** A binary message. */
  static Payload of(byte[] bytes) {
    return new Binary(bytes);
  }

  /** How long it is: characters of a text, bytes of a binary message. */
  default int length() {
    return this instanceof Text text ? text.text().length() : ((Binary) this).bytes().length;
  }
}
