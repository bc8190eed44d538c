package dev.holdfast.dialect.file;

import dev.holdfast.dialect.file.rules.Incoming;
import dev.holdfast.dialect.file.rules.StompFrames;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** How messages lie in the frames of a connection. */
enum Framing {
  /** One message a frame. */
  TEXT,
  /** One message a line. */
  LINES,
  /** Each ends in the character 0x1e, as SignalR has it. */
  RECORD_SEPARATOR,
  /** STOMP: a message is read as JSON with {@code command}, {@code headers} and {@code body}. */
  STOMP;

  private static final String SEPARATOR = "\u001e";
  private static final String NUL = "\u0000";

  /** The messages of a frame, each of its text; those of STOMP are read here. */
  List<Incoming> split(String frame, Function<String, Incoming> message) {
    return switch (this) {
      case TEXT -> List.of(message.apply(frame));
      case LINES -> parts(frame, "\n", message);
      case RECORD_SEPARATOR -> parts(frame, SEPARATOR, message);
      case STOMP -> new StompFrames(frame).read();
    };
  }

  /** A frame of one message. */
  String frame(String message) {
    return switch (this) {
      case TEXT, LINES -> message;
      case RECORD_SEPARATOR -> message + SEPARATOR;
      // An end of a line is a heartbeat, and no frame.
      case STOMP -> message.isBlank() ? message : message + NUL;
    };
  }

  private static List<Incoming> parts(
      String frame, String separator, Function<String, Incoming> message) {
    return Arrays.stream(frame.split(separator, -1))
        .filter(part -> !part.isBlank())
        .map(message)
        .toList();
  }
}
