package dev.holdfast.dialect.signalr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages of the hub protocol in JSON, several of which may lie in a frame.
 *
 * <p>Source: {@code HubProtocol.md} of ASP.NET Core, version 2.
 */
final class HubMessages {

  private static final char END = '\u001e';
  private static final JsonFactory JSON = new JsonFactory();

  private HubMessages() {}

  /** What a message is to who counts. */
  enum Kind {
    /** One of those that have a number, and are sent again after a loss. */
    COUNTED,
    /** All up to a number have come. */
    ACK,
    /** From which number on the other side sends, after a loss. */
    SEQUENCE,
    /** Any other: a handshake, a ping, a close. */
    UNCOUNTED
  }

  /**
   * A message.
   *
   * @param text with its end
   * @param number that an ack or a sequence tells; else 0
   */
  record HubMessage(Kind kind, String text, long number) {}

  /** The messages of a frame, in order; what has no end is no message. */
  static List<HubMessage> in(String frame) {
    List<HubMessage> messages = new ArrayList<>(1);
    int begin = 0;
    for (int end = frame.indexOf(END); end >= 0; end = frame.indexOf(END, begin)) {
      messages.add(read(frame.substring(begin, end + 1)));
      begin = end + 1;
    }
    return messages;
  }

  /** Whether there is something behind the last message that has its end. */
  static boolean isCutOff(String frame) {
    return frame.isEmpty() || frame.charAt(frame.length() - 1) != END;
  }

  static String ack(long number) {
    return "{\"type\":8,\"sequenceId\":" + number + "}" + END;
  }

  static String sequence(long number) {
    return "{\"type\":9,\"sequenceId\":" + number + "}" + END;
  }

  /** Reads no further than it must: the rest of a message is another's business. */
  private static HubMessage read(String text) {
    int type = 0;
    long number = 0;
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME && !isKnown(type, number)) {
          String field = json.currentName();
          json.nextToken();
          if (field.equals("type")) {
            type = json.getValueAsInt();
          } else if (field.equals("sequenceId")) {
            number = json.getValueAsLong();
          } else {
            json.skipChildren();
          }
        }
      }
    } catch (IOException e) {
      return new HubMessage(Kind.UNCOUNTED, text, 0);
    }
    return new HubMessage(kind(type), text, number);
  }

  private static boolean isKnown(int type, long number) {
    return switch (kind(type)) {
      case COUNTED -> true;
      case ACK, SEQUENCE -> number > 0;
      case UNCOUNTED -> type > 0;
    };
  }

  /** 1 invocation, 2 item, 3 completion, 4 invocation of a stream, 5 its cancellation. */
  private static Kind kind(int type) {
    return switch (type) {
      case 1, 2, 3, 4, 5 -> Kind.COUNTED;
      case 8 -> Kind.ACK;
      case 9 -> Kind.SEQUENCE;
      default -> Kind.UNCOUNTED;
    };
  }
}
