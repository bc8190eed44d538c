package dev.holdfast.dialect.file;

import java.util.Arrays;

/** What a message of the server is. */
enum Meaning {
  /** The client is let in. */
  GREETING,
  /** A message of the client is safe. */
  ACK,
  /** Somebody says something in the session. */
  MESSAGE,
  /** An agent's answer is complete. */
  ANSWER,
  /** A piece of an answer. */
  CHUNK,
  /** The conversation history. */
  HISTORY,
  /** The server refuses something. */
  REFUSED,
  /** The server says that the session is over. */
  EXPIRED,
  /** The server asks for a sign of life. */
  PING,
  /** The server gives a sign of life that was asked for. */
  PONG,
  /** Nothing of interest. */
  NOTHING;

  /** All of them, as a file names them. */
  static String[] ids() {
    return Arrays.stream(values()).map(Section::id).toArray(String[]::new);
  }
}
